import { aggregates, type Stored } from "../../adapters/aggregates.ts";
import {
  indicatorTrialKind,
  indicatorVersionKind,
} from "../../adapters/repositories/indicator-items.ts";
import type { Table } from "../../adapters/table/table.ts";
import { type Change, commitCommand } from "../../adapters/unit-of-work.ts";
import { breakOffAtTime, type BrokenOff } from "../../domain/risk/versions/break-off.ts";
import type { IndicatorTrial } from "../../domain/risk/versions/trial.ts";
import type { IndicatorVersion } from "../../domain/risk/versions/version.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { RequestContext } from "../kit/context.ts";
import type { Kit } from "../kit/deps.ts";

/** A trial of which nothing was heard for too long is broken off, so that another one may begin. */
export const settleTrialTime = ({ table }: Pick<Kit, "table">) => {
  const trials = aggregates(table, indicatorTrialKind);
  const versions = aggregates(table, indicatorVersionKind);

  return async (trialId: string, context: RequestContext): Promise<string> => {
    const trial = await trials.find(trialId);
    invariant(trial, `${trialId} is due and exists`);
    const version = await versions.find(trial.state.versionId);
    invariant(version, `${trialId} is a trial of a version`);
    const broken = breakOffAtTime(trial.state, version.state, context.now);
    if (broken === undefined) return "nothing-due";
    const changes = brokenOffChanges(table, trial, version, broken, context);
    await commitCommand(table, context, changes, {});
    return "broken off";
  };
};

/** The writes by which a trial ends before its time, and its version waits for it no longer. */
export function brokenOffChanges(
  table: Table,
  trial: Stored<IndicatorTrial>,
  version: Stored<IndicatorVersion>,
  broken: BrokenOff,
  context: RequestContext,
): readonly Change[] {
  const { freed } = broken;
  return [
    ...aggregates(table, indicatorTrialKind).change(
      trial,
      broken.trial,
      broken.trialEvent,
      context,
    ),
    ...(freed === undefined
      ? []
      : aggregates(table, indicatorVersionKind).change(
          version,
          freed.version,
          freed.event,
          context,
        )),
  ];
}
