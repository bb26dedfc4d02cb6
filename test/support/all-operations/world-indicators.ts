import { IndicatorTrialId } from "../../../domain/shared/ids.ts";
import { runTrial } from "../../../functions/indicator/run-trial.ts";
import { runTrial as contract } from "../../../functions/indicator/task-contracts.ts";
import { repeatableContext } from "../../../functions/kit/task.ts";
import type { Caller } from "../door.ts";
import { aRule } from "../reference.ts";
import type { Ask } from "./ask.ts";
import { COUNTY, type Things } from "./world.ts";
import type { WorldKit } from "./world-kit.ts";

/** Limits of indicators that the county of the world has drafted. */
export interface IndicatorsOfTheWorld {
  readonly indicatorVersionId: string;
  /** Was tried for a week, and may be proposed. */
  readonly triedVersionId: string;
  readonly trialId: string;
}

const { validFrom: _ofTheVersion, ...limit } = aRule("risk.custody-cover-yellow", 110);
const drafting = () => ({
  path: { unitId: COUNTY, indicatorId: "custody-cover" },
  body: { effectiveFrom: "2026-12-01", parameters: [limit] },
});
const aWeek = { from: "2026-02-20", to: "2026-02-26" };

export async function indicatorsOfTheWorld(
  kit: WorldKit,
  ask: Ask,
  watcher: Caller,
): Promise<IndicatorsOfTheWorld> {
  const drafted = async (): Promise<string> =>
    (await ask("putIndicatorParameters", watcher, drafting())).versionId;
  const triedVersionId = await drafted();
  const path = { versionId: triedVersionId };
  const begun = await ask("backtestIndicator", watcher, { path, body: aWeek });
  const trialId = IndicatorTrialId.parse(begun.trialId);
  const cause = { correlationId: "world", causationId: "world" };
  await runTrial(kit)({ trialId, page: 0 }, repeatableContext(contract, kit, cause));
  return { indicatorVersionId: await drafted(), triedVersionId, trialId };
}

/** For each operation about limits of indicators a request to which whoever may ask it gets a yes. */
export const requestsAboutIndicators = ({
  indicatorVersionId,
  triedVersionId,
  trialId,
}: Pick<Things, keyof IndicatorsOfTheWorld>) => ({
  putIndicatorParameters: drafting(),
  shadowIndicator: { path: { versionId: indicatorVersionId } },
  backtestIndicator: { path: { versionId: indicatorVersionId }, body: aWeek },
  proposeIndicatorParameters: { path: { versionId: triedVersionId } },
  listIndicatorVersions: { path: { unitId: COUNTY } },
  listIndicatorTrials: { path: { versionId: triedVersionId } },
  getIndicatorTrial: { path: { trialId } },
});
