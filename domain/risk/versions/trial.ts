import * as z from "zod";
import type { DomainEvent } from "../../../events/define.ts";
import {
  IndicatorTrialAdvanced,
  IndicatorTrialCompleted,
  IndicatorTrialStarted,
  IndicatorVersionTrialBegun,
  IndicatorVersionTried,
} from "../../../events/indicator.ts";
import { IndicatorTrialId, IndicatorVersionId, UnitId } from "../../shared/ids.ts";
import { ok, type Result } from "../../shared/result.ts";
import { IndicatorId, TrialBreakOff } from "../../shared/risk-codes.ts";
import { addDays, EpochMs, HOUR_MS, LocalDate, shanghaiDate } from "../../shared/time.ts";
import { dayNumber } from "../day-number.ts";
import type { TrialFinding } from "./compare.ts";
import { type IndicatorRefusal, refuseIndicator } from "./refusals.ts";
import { type IndicatorVersion, isUndecided, type VersionChange } from "./version.ts";

/** A quarter: what one trial reads of an institution at once. */
export const MOST_TRIAL_DAYS = 92;
/** [D] A message is tried for two and a half hours; a trial of which nothing is heard for longer stands still. */
export const STANDS_STILL_MS = 6 * HOUR_MS;
/** A shadow that nobody proposes ends after a quarter. */
const MOST_SHADOW_DAYS = 92;

const count = z.int().min(0);

/** How many institutions and days were judged, and whom the version would have warned of. */
export const TrialCounts = z.strictObject({
  institutionCount: count,
  dayCount: count,
  /** Institutions whose facts cannot be read: they are left out, and the defect is logged. */
  unreadableCount: count,
  /** Days of institutions with a warning, without the version and with it. */
  liveYellowDays: count,
  liveRedDays: count,
  draftYellowDays: count,
  draftRedDays: count,
  /** Institutions that only the version warns of, and that it no longer warns of. */
  addedCount: count,
  droppedCount: count,
});
export type TrialCounts = z.infer<typeof TrialCounts>;

/** A version tried on days that are over: a backtest (回测), or its day in shadow (影子运行). */
export const IndicatorTrial = z.object({
  trialId: IndicatorTrialId,
  versionId: IndicatorVersionId,
  unitId: UnitId,
  indicatorId: IndicatorId,
  kind: z.enum(["backtest", "shadow"]),
  from: LocalDate,
  to: LocalDate,
  status: z.enum(["running", "done", "broken-off"]),
  startedAt: EpochMs,
  completedAt: EpochMs.optional(),
  /** Why it was broken off, and when. */
  reason: TrialBreakOff.optional(),
  brokenOffAt: EpochMs.optional(),
  /** When it is broken off unless another group of institutions is judged before. */
  dueAt: EpochMs.optional(),
  /** So many groups of institutions are judged; where the next one begins in the list of the counties. */
  page: count,
  place: z.record(z.string(), z.string()).optional(),
  counts: TrialCounts,
});
export type IndicatorTrial = z.infer<typeof IndicatorTrial>;

export interface TrialChange {
  readonly trial: IndicatorTrial;
  readonly trialEvent: DomainEvent;
}
export type TrialBegun = TrialChange & VersionChange;

type BacktestRefusal = Extract<
  IndicatorRefusal,
  | "indicator.version-decided"
  | "indicator.trial-running"
  | "indicator.span-not-over"
  | "indicator.span-too-long"
>;

interface Span {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

const daysOf = ({ from, to }: Span): number => dayNumber(to) - dayNumber(from) + 1;

/** Tries a version on days that are over, one backtest at a time. */
export function startBacktest(
  version: IndicatorVersion,
  trialId: IndicatorTrialId,
  span: Span,
  at: EpochMs,
): Result<TrialBegun, BacktestRefusal> {
  const { versionId, status, backtestId } = version;
  const { from, to } = span;
  if (!isUndecided(status))
    return refuseIndicator("indicator.version-decided", { versionId, state: status });
  if (backtestId !== undefined)
    return refuseIndicator("indicator.trial-running", {
      ...{ versionId, trialId: backtestId, hours: STANDS_STILL_MS / HOUR_MS },
    });
  const today = shanghaiDate(at);
  if (from > to || to >= today)
    return refuseIndicator("indicator.span-not-over", { from, to, today });
  const days = daysOf(span);
  if (days > MOST_TRIAL_DAYS)
    return refuseIndicator("indicator.span-too-long", { from, to, days, most: MOST_TRIAL_DAYS });
  return ok(begin({ ...version, backtestId: trialId }, trialId, { ...span, kind: "backtest" }, at));
}

/** Tries a version in shadow on the day before; nothing where that day was tried, or it has run for long enough. */
export function shadowDay(
  version: IndicatorVersion,
  trialId: IndicatorTrialId,
  at: EpochMs,
): TrialBegun | undefined {
  const day = addDays(shanghaiDate(at), -1);
  const { status, shadowedTo = "", shadowDays } = version;
  if (status !== "shadow" || shadowedTo >= day || shadowDays >= MOST_SHADOW_DAYS) return undefined;
  const span = { kind: "shadow", from: day, to: day } as const;
  return begin({ ...version, shadowedTo: day }, trialId, span, at);
}

const NOTHING_COUNTED: TrialCounts = {
  ...{ institutionCount: 0, dayCount: 0, unreadableCount: 0, addedCount: 0, droppedCount: 0 },
  ...{ liveYellowDays: 0, liveRedDays: 0, draftYellowDays: 0, draftRedDays: 0 },
};

function begin(
  version: IndicatorVersion,
  trialId: IndicatorTrialId,
  { kind, from, to }: Pick<IndicatorTrial, "kind" | "from" | "to">,
  at: EpochMs,
): TrialBegun {
  const { versionId, unitId, indicatorId } = version;
  const about = { trialId, versionId, unitId, indicatorId };
  const counts = NOTHING_COUNTED;
  return {
    version: { ...version, lastTrialId: trialId },
    event: IndicatorVersionTrialBegun.make({ ...about, from, to }),
    trial: {
      ...{ ...about, kind, from, to, status: "running", startedAt: at, page: 0, counts },
      dueAt: at + STANDS_STILL_MS,
    },
    trialEvent: IndicatorTrialStarted.make({ ...about, page: 0 }),
  };
}

/** What a group of institutions adds to a trial. */
export interface JudgedPage {
  readonly institutionCount: number;
  readonly unreadableCount: number;
  readonly findings: readonly TrialFinding[];
  /** Where the next group begins; nothing after the last one. */
  readonly next: Readonly<Record<string, string>> | undefined;
}

/** Adds what was found of a group of institutions; others are left. */
export function advanceTrial(
  trial: IndicatorTrial,
  page: JudgedPage & { readonly next: Readonly<Record<string, string>> },
  at: EpochMs,
): TrialChange {
  const { trialId, versionId, unitId, indicatorId } = trial;
  const next = { ...counted(trial, page), place: { ...page.next }, dueAt: at + STANDS_STILL_MS };
  return {
    trial: next,
    trialEvent: IndicatorTrialAdvanced.make({
      ...{ trialId, versionId, unitId, indicatorId },
      page: next.page,
    }),
  };
}

/** Adds the last group: the version was tried on the days of the trial. */
export function completeTrial(
  trial: IndicatorTrial,
  version: IndicatorVersion,
  page: JudgedPage,
  at: EpochMs,
): TrialBegun {
  const { place: _behindIt, dueAt: _over, ...rest } = counted(trial, page);
  const { trialId, versionId, unitId, indicatorId, kind, counts } = rest;
  const about = { trialId, versionId, unitId, indicatorId };
  const { institutionCount, addedCount, droppedCount } = counts;
  const isBacktest = kind === "backtest";
  const { backtestId, ...others } = version;
  const shadowDays = version.shadowDays + (isBacktest ? 0 : 1);
  const triedDays = Math.max(version.triedDays, isBacktest ? daysOf(trial) : shadowDays);
  const tried = { ...others, shadowDays, triedDays };
  return {
    trial: { ...rest, status: "done", completedAt: at },
    trialEvent: IndicatorTrialCompleted.make({
      ...{ ...about, institutionCount, addedCount, droppedCount },
    }),
    version: isBacktest || backtestId === undefined ? tried : { ...tried, backtestId },
    event: IndicatorVersionTried.make({ ...about, triedDays }),
  };
}

function counted(trial: IndicatorTrial, page: JudgedPage): IndicatorTrial {
  const { counts } = trial;
  const daysAt = (by: "live" | "draft", level: "yellow" | "red") =>
    page.findings
      .flatMap(({ warned }) => warned)
      .reduce((sum, run) => sum + (run[by] === level ? daysOf(run) : 0), 0);
  const warns = (by: "live" | "draft", { warned }: TrialFinding) =>
    warned.some((run) => run[by] !== "none");
  const onlyBy = (by: "live" | "draft", not: "live" | "draft") =>
    page.findings.filter((finding) => warns(by, finding) && !warns(not, finding)).length;
  return {
    ...trial,
    page: trial.page + 1,
    counts: {
      institutionCount: counts.institutionCount + page.institutionCount,
      dayCount: counts.dayCount + page.institutionCount * daysOf(trial),
      unreadableCount: counts.unreadableCount + page.unreadableCount,
      liveYellowDays: counts.liveYellowDays + daysAt("live", "yellow"),
      liveRedDays: counts.liveRedDays + daysAt("live", "red"),
      draftYellowDays: counts.draftYellowDays + daysAt("draft", "yellow"),
      draftRedDays: counts.draftRedDays + daysAt("draft", "red"),
      addedCount: counts.addedCount + onlyBy("draft", "live"),
      droppedCount: counts.droppedCount + onlyBy("live", "draft"),
    },
  };
}
