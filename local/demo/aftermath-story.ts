import * as z from "zod";
import { Balances } from "../../domain/custody/balances.ts";
import { type Stage, StoryBroken } from "../demo-city/stage.ts";
import { hasHappened, readAlert } from "./alert-desk.ts";
import { bankDesk } from "./bank-desk.ts";
import { COLLAPSE_PRICE_FEN } from "./collapse-cast.ts";
import type { Collapse } from "./collapse-story.ts";
import { expectFen, STATES, yuan } from "./money.ts";
import { until } from "./steps.ts";
import { TAKEN_FEN } from "./warning-story.ts";

const Sums = z.object({ balancesFen: Balances, missingFen: z.int(), institutionCount: z.int() });
const Overview = z.object({
  unitId: z.string(),
  asOf: z.string(),
  fundsFen: Sums,
  units: z.array(z.object({ unitId: z.string(), fundsFen: Sums })),
});
type Overview = z.infer<typeof Overview>;
const InstitutionFunds = z.object({
  totalsFen: Balances,
  bank: z.object({ outcome: z.string(), balanceFen: z.int(), differenceFen: z.int() }),
});
const OVERVIEW = "/management/v1/funds";
const FOLDED_EACH_MS = 60 * 60_000;

/** Who sees whose sums, from below to above. */
const OFFICERS = ["county-officer", "city-officer", "province-officer"] as const;

/** Nothing is owed any more: the alert ends by itself, and what is missing stands in every overview above. */
export async function playAftermath(collapse: Collapse, alertId: string): Promise<void> {
  const { stage, institution, bankUrl, enrolmentIds, say } = collapse;
  await until(stage, "the alert ends with what was owed", async () =>
    hasHappened(await readAlert(stage, alertId), "alert-cleared"),
  );
  say("预警时间线 the alert's timeline:");
  for (const { at, event, ...more } of (await readAlert(stage, alertId)).timeline) {
    const { level, to, measure, finding } = more;
    say(
      `  ${at}  ${[event, level, to, measure, finding].filter((word) => word !== undefined).join(" ")}`,
    );
  }

  await bankDesk(bankUrl).tellBalances();
  await stage.idle();
  const path = `/management/v1/institutions/${institution.institutionId}/funds`;
  const answer = await stage.as("county-officer").get(path);
  const { totalsFen, bank } = answer.expect(InstitutionFunds);
  expectFen("paid to the institution", totalsFen.paid, enrolmentIds.length * COLLAPSE_PRICE_FEN);
  expectFen("left at the bank", bank.balanceFen, 0);
  expectFen("missing", 0 - bank.differenceFen, TAKEN_FEN);
  say(
    `机构资金 its funds: 已付 paid ${yuan(totalsFen.paid)}, 已退 refunded ${yuan(totalsFen.refunded)}, 缺口 missing ${yuan(TAKEN_FEN)}`,
  );
  await compareOverviews(collapse);
}

/** The sums of each authority are those of the authorities below it, to the fen. */
async function compareOverviews({ stage, say }: Collapse): Promise<void> {
  const since = await stage.now();
  // Each hour folds one level more, at the latest.
  for (const hours of OFFICERS.keys()) {
    await stage.moveTo(since + (hours + 1) * FOLDED_EACH_MS);
    await stage.idle();
  }
  let below: Overview | undefined;
  for (const officer of OFFICERS) {
    const own = await overviewOf(stage, officer, since);
    if (below !== undefined) {
      const { unitId, fundsFen } = below;
      const part = own.units.find((unit) => unit.unitId === unitId);
      if (part === undefined) throw new StoryBroken(`${officer} does not see ${unitId}`);
      compareSums(`${unitId} as ${officer} sees it`, part.fundsFen, fundsFen);
    }
    const { fundsFen } = own;
    say(
      `预收费总览 funds of ${own.unitId}: ${fundsFen.institutionCount} institutions, 已付 paid ${yuan(fundsFen.balancesFen.paid)}, 已退 refunded ${yuan(fundsFen.balancesFen.refunded)}, 缺口 missing ${yuan(fundsFen.missingFen)}`,
    );
    below = own;
  }
}

async function overviewOf(stage: Stage, officer: string, since: number): Promise<Overview> {
  let read: Overview | undefined;
  await until(stage, `the overview of ${officer} is folded`, async () => {
    read = (await stage.as(officer).get(OVERVIEW)).expect(Overview);
    return Date.parse(read.asOf) >= since;
  });
  if (read === undefined) throw new StoryBroken(`${officer} has an overview`);
  return read;
}

function compareSums(whose: string, one: Overview["fundsFen"], other: Overview["fundsFen"]): void {
  for (const [state, words] of STATES)
    expectFen(`${words} of ${whose}`, one.balancesFen[state], other.balancesFen[state]);
  expectFen(`missing of ${whose}`, one.missingFen, other.missingFen);
}
