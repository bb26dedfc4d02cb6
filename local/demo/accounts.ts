import * as z from "zod";
import { Balances, heldInCustodyFen } from "../../domain/custody/balances.ts";
import { DEMO_PAYOUT_ACCOUNT, type FoundedCity } from "../demo-city/found-city.ts";
import { type Stage, StoryBroken } from "../demo-city/stage.ts";
import type { LatePayment } from "./late-payment-story.ts";
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

const Suspended = z.object({
  payments: z.array(
    z.object({
      institutionId: z.string().optional(),
      enrolmentId: z.string().optional(),
      amountFen: z.int(),
      status: z.enum(["held", "returning", "returned"]),
      returnSerial: z.string().optional(),
    }),
  ),
  nextCursor: z.string().optional(),
});

interface Told {
  readonly enrolmentId: string;
  readonly guardian: string;
  readonly priceFen: number;
  readonly releasedFen: number;
  readonly bankUrl: string;
  readonly late: LatePayment;
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
  expectFen("released", family.released, told.releasedFen);
  // The lesson that was disputed among it, and the one that the family complained of.
  expectFen("refunded", family.refunded, told.priceFen - told.releasedFen);
  expectFen("unconsumed", family.unconsumed, 0);
  expectFen("disputed", family.disputed, 0);

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
  const suspenseFen = await settledSuspense(stage, city, told.late);
  const bank = await bankBalances(told.bankUrl);
  const custodyFen = bank.get(city.custodyAccountNo) ?? 0;
  const payoutFen = bank.get(DEMO_PAYOUT_ACCOUNT) ?? 0;
  expectFen("held by the bank", custodyFen, position.heldInCustodyFen + suspenseFen);
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
    `  银行托管户 custody account ${yuan(custodyFen)} = 平台账 platform ${yuan(position.heldInCustodyFen)} + 待查资金 suspense ${yuan(suspenseFen)}`,
  );
  say(
    `  机构基本户 payout account  ${yuan(payoutFen)} = 已拨付 released ${yuan(position.totalsFen.released)}`,
  );
  say(
    `  逾期缴费 late payment      ${yuan(told.late.amountFen)} = 已原路退回 returned by the bank's ${told.late.returnSerial}`,
  );
}

/** The late money paid no order and is back with its payer. @returns what is still held aside, in fen */
async function settledSuspense(
  stage: Stage,
  { institutionId }: FoundedCity,
  late: LatePayment,
): Promise<number> {
  const { paid, unconsumed } = await balancesOf(stage, late.guardian, late.enrolmentId);
  expectFen("paid for the lapsed order", paid, 0);
  expectFen("unconsumed of the lapsed order", unconsumed, 0);

  const all = (await suspendedPayments(stage)).filter(
    (payment) => payment.institutionId === institutionId,
  );
  const sumFen = (some: typeof all): number =>
    some.reduce((sum, { amountFen }) => sum + amountFen, 0);
  const own = all.filter(({ enrolmentId }) => enrolmentId === late.enrolmentId);
  const returned = own.filter(({ returnSerial }) => returnSerial === late.returnSerial);
  expectFen("suspended of the lapsed order", sumFen(own), late.amountFen);
  expectFen("returned of the lapsed order", sumFen(returned), late.amountFen);
  return sumFen(all.filter(({ status }) => status !== "returned"));
}

async function suspendedPayments(stage: Stage) {
  const officer = stage.as("county-officer");
  const found: z.infer<typeof Suspended>["payments"] = [];
  let cursor: string | undefined;
  do {
    const after = cursor === undefined ? "" : `&cursor=${encodeURIComponent(cursor)}`;
    const answer = await officer.get(`/management/v1/suspended-payments?limit=100${after}`);
    const page = answer.expect(Suspended);
    found.push(...page.payments);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return found;
}
