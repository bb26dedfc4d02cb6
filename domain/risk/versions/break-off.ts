import type { DomainEvent } from "../../../events/define.ts";
import { IndicatorTrialBrokenOff, IndicatorVersionFreed } from "../../../events/indicator.ts";
import type { TrialBreakOff } from "../../shared/risk-codes.ts";
import type { EpochMs } from "../../shared/time.ts";
import type { IndicatorTrial, TrialChange } from "./trial.ts";
import type { IndicatorVersion, VersionChange } from "./version.ts";

/** A trial that is broken off, and the version where it waited for it. */
export interface BrokenOff extends TrialChange {
  readonly freed?: VersionChange;
}

/**
 * Breaks a trial off: what it has found so far stays, and counts for nothing. A version whose backtest it was may be
 * tried anew; a message that comes later finds the trial over.
 */
export function breakOffTrial(
  trial: IndicatorTrial,
  version: IndicatorVersion,
  reason: TrialBreakOff,
  at: EpochMs,
): BrokenOff {
  const { trialId, versionId, unitId, indicatorId, page } = trial;
  const about = { trialId, versionId, unitId, indicatorId };
  const { dueAt: _over, place: _notReached, ...rest } = trial;
  const broken: TrialChange & { readonly trialEvent: DomainEvent } = {
    trial: { ...rest, status: "broken-off", reason, brokenOffAt: at },
    trialEvent: IndicatorTrialBrokenOff.make({ ...about, page, reason }),
  };
  const { backtestId, ...others } = version;
  if (backtestId !== trialId) return broken;
  return { ...broken, freed: { version: others, event: IndicatorVersionFreed.make(about) } };
}

/** The time of a trial has come: it stands still. @returns nothing where it is over, or has gone on since */
export const breakOffAtTime = (
  trial: IndicatorTrial,
  version: IndicatorVersion,
  at: EpochMs,
): BrokenOff | undefined =>
  trial.dueAt === undefined || at < trial.dueAt
    ? undefined
    : breakOffTrial(trial, version, "stood-still", at);
