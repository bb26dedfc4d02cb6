import { IndicatorTrialId } from "../../../domain/shared/ids.ts";
import { runTrial } from "../../../functions/indicator/run-trial.ts";
import { runTrial as contract } from "../../../functions/indicator/task-contracts.ts";
import { repeatableContext } from "../../../functions/kit/task.ts";
import { type Caller, seedMember } from "../door.ts";
import { fundsOfficer } from "../institution.ts";
import { aRule } from "../reference.ts";
import type { Ask } from "./ask.ts";
import { COUNTY, type Things } from "./world.ts";
import type { WorldKit } from "./world-kit.ts";

/** Limits of indicators that the county of the world has drafted. */
export interface IndicatorsOfTheWorld {
  readonly indicatorVersionId: string;
  /** Was tried for a week, and may be proposed. */
  readonly triedVersionId: string;
  /** Was approved, and takes effect in autumn. */
  readonly liveVersionId: string;
  readonly trialId: string;
}

const { validFrom: _ofTheVersion, ...limit } = aRule("risk.custody-cover-yellow", 110);
const AUTUMN = "2026-11-01";
const WINTER = "2026-12-01";
const drafting = (effectiveFrom = WINTER) => ({
  path: { unitId: COUNTY, indicatorId: "custody-cover" },
  body: { effectiveFrom, parameters: [limit] },
});
const aWeek = { from: "2026-02-20", to: "2026-02-26" };

export async function indicatorsOfTheWorld(
  kit: WorldKit,
  ask: Ask,
  watcher: Caller,
): Promise<IndicatorsOfTheWorld> {
  const drafted = async (effectiveFrom = WINTER): Promise<string> =>
    (await ask("putIndicatorParameters", watcher, drafting(effectiveFrom))).versionId;

  async function tried(versionId: string): Promise<string> {
    const begun = await ask("backtestIndicator", watcher, { path: { versionId }, body: aWeek });
    const trialId = IndicatorTrialId.parse(begun.trialId);
    const cause = { correlationId: "world", causationId: "world" };
    await runTrial(kit)({ trialId, page: 0 }, repeatableContext(contract, kit, cause));
    return trialId;
  }

  const liveVersionId = await drafted(AUTUMN);
  await tried(liveVersionId);
  const proposed = await ask("proposeIndicatorParameters", watcher, {
    path: { versionId: liveVersionId },
  });
  const keeper = { ...fundsOfficer(COUNTY), duties: ["reference"] } as const;
  await ask("decideProposal", await seedMember(kit.table, "world-keeper-of-rules", keeper), {
    path: { proposalId: proposed.proposalId },
    body: { decision: "approve", reason: "试算结果合理" },
  });
  const triedVersionId = await drafted();
  const trialId = await tried(triedVersionId);
  return { indicatorVersionId: await drafted(), triedVersionId, liveVersionId, trialId };
}

/** For each operation about limits of indicators a request to which whoever may ask it gets a yes. */
export const requestsAboutIndicators = ({
  indicatorVersionId,
  triedVersionId,
  liveVersionId,
  trialId,
}: Pick<Things, keyof IndicatorsOfTheWorld>) => ({
  putIndicatorParameters: drafting(),
  shadowIndicator: { path: { versionId: indicatorVersionId } },
  backtestIndicator: { path: { versionId: indicatorVersionId }, body: aWeek },
  proposeIndicatorParameters: { path: { versionId: triedVersionId } },
  withdrawIndicatorVersion: { path: { versionId: indicatorVersionId } },
  endIndicatorVersion: {
    path: { versionId: liveVersionId },
    body: { effectiveFrom: WINTER, reason: "误报过多" },
  },
  listIndicatorVersions: { path: { unitId: COUNTY } },
  listIndicatorTrials: { path: { versionId: triedVersionId } },
  getIndicatorTrial: { path: { trialId } },
});
