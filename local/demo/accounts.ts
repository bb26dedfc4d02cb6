import * as z from "zod";
import { Balances, heldInCustodyFen } from "../../domain/custody/balances.ts";
import { DEMO_PAYOUT_ACCOUNT, type FoundedCity } from "../demo-city/found-city.ts";
import { type Stage, StoryBroken } from "../demo-city/stage.ts";
import { balancesOf, bankBalances, expectFen, STATES, yuan } from "./money.ts";

const Position = z.object({
  totalsFen: Balances,
  heldInCustodyFen: z.int(),
  enrolmentCount: z.int(),
});
const Journal = z.object({
  entries: z.array(z.object({ sequence: z.int(), at: z.string(), event: z.string() })),
  balancesFen: Balances,
  agreesWithHead: z.boolean().optional(),
});

interface Told {
  readonly enrolmentId: string;
  readonly guardian: string;
  readonly priceFen: number;
  readonly lessonFen: number;
  readonly bankUrl: string;
}

/** Where every fen is: the family's view, the county's, the journal's and the bank's own books agree. */
export async function closeTheBooks(
  stage: Stage,
  city: FoundedCity,
  told: Told,
  say: (line: string) => void,
): Promise<void> {
  const family = await balancesOf(stage, told.guardian, told.enrolmentId);
  expectFen("paid", family.paid, told.priceFen);
  expectFen("released", family.released, told.lessonFen);
  expectFen("unconsumed", family.unconsumed, told.priceFen - told.lessonFen);

  const officer = stage.as("county-officer");
  const journal = await officer.get(
    `/management/v1/enrolments/${told.enrolmentId}/journal?limit=100`,
  );
  const { entries, balancesFen, agreesWithHead } = journal.expect(Journal);
  if (agreesWithHead !== true) throw new StoryBroken("the journal does not lead to the balances");
  say("\n流水 the journal of this order, replayed:");
  for (const { sequence, at, event } of entries) say(`  ${sequence}  ${at}  ${event}`);

  const path = `/management/v1/institutions/${city.institutionId}/custody-position`;
  const position = (await officer.get(path)).expect(Position);
  const bank = await bankBalances(told.bankUrl);
  const custodyFen = bank.get(city.custodyAccountNo) ?? 0;
  const payoutFen = bank.get(DEMO_PAYOUT_ACCOUNT) ?? 0;
  expectFen("held by the bank", custodyFen, position.heldInCustodyFen);
  expectFen("held by the totals", heldInCustodyFen(position.totalsFen), position.heldInCustodyFen);
  expectFen("received by the institution", payoutFen, position.totalsFen.released);

  say(
    `\n每一分钱在哪里 where every fen is (this order | the institution, ${position.enrolmentCount} orders)`,
  );
  for (const [state, words] of STATES)
    say(
      `  ${words.padEnd(22)} ${yuan(balancesFen[state]).padStart(12)} | ${yuan(position.totalsFen[state]).padStart(14)}`,
    );
  say(
    `  银行托管户 custody account ${yuan(custodyFen)} = 平台账 platform ${yuan(position.heldInCustodyFen)}`,
  );
  say(
    `  机构基本户 payout account  ${yuan(payoutFen)} = 已拨付 released ${yuan(position.totalsFen.released)}`,
  );
}
