import { addMonths } from "../shared/calendar-months.ts";
import { ok, type Result } from "../shared/result.ts";
import {
  shanghaiDate,
  startOfDay,
  toRfc3339,
  type EpochMs,
  type LocalDate,
} from "../shared/time.ts";
import type { ClassSession } from "./class.ts";
import { refuseCatalogue } from "./refusals.ts";

/** The limits on the times of lessons, resolved from the rule packs for the course's mode. */
export interface TimetableLimits {
  /** The latest end, in minutes since midnight in Shanghai: 1,230 is 20:30. */
  readonly latestEndMinuteOfDay: number;
  /** The longest lesson in minutes; absent: no limit (offline). */
  readonly maxLessonMinutes?: number;
  /** The shortest gap between two lessons in minutes; absent: none. */
  readonly minGapMinutes?: number;
  /** The days on which such training is forbidden altogether; absent: none. */
  readonly isForbiddenDay?: (day: LocalDate) => boolean;
}

export type SessionRefusal =
  | "catalogue.session-numbering"
  | "catalogue.session-empty"
  | "catalogue.session-in-past"
  | "catalogue.session-over-midnight"
  | "catalogue.session-overlap"
  | "catalogue.session-on-rest-day"
  | "catalogue.session-ends-late"
  | "catalogue.session-too-long"
  | "catalogue.gap-too-short";

export type PeriodRefusal = "catalogue.too-long-a-period";
export type EarlyChargeRefusal = "catalogue.charged-too-early";

const MINUTE_MS = 60_000;
const minuteOfDay = (at: EpochMs): number => (at - startOfDay(shanghaiDate(at))) / MINUTE_MS;

/** 1,230 as `20:30`. */
const asClock = (minute: number): string =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, "0")).join(":");

/**
 * Checks the sessions one after the other, each against the one before it.
 * @source 十三部门意见 2022-12-29: offline to 20:30, online to 21:00; 中办发〔2021〕40号: online lessons of
 * at most 30 minutes, gaps of at least 10; no subject training of compulsory education on rest days
 */
export function checkSessions(
  sessions: readonly ClassSession[],
  limits: TimetableLimits,
  at: EpochMs,
): Result<readonly ClassSession[], SessionRefusal> {
  for (const [index, session] of sessions.entries()) {
    if (session.number !== index + 1)
      return refuseCatalogue("catalogue.session-numbering", {
        position: index + 1,
        number: session.number,
      });
    const alone = checkSession(session, limits, at);
    if (!alone.ok) return alone;
    const before = sessions[index - 1];
    const together = before === undefined ? alone : checkGap(before, session, limits);
    if (!together.ok) return together;
  }
  return ok(sessions);
}

/** Checks one session by its own times. */
export function checkSession(
  session: ClassSession,
  limits: TimetableLimits,
  at: EpochMs,
): Result<ClassSession, Exclude<SessionRefusal, "catalogue.session-numbering">> {
  const { number, startsAt, endsAt } = session;
  if (endsAt <= startsAt) return refuseCatalogue("catalogue.session-empty", { number });
  if (startsAt <= at)
    return refuseCatalogue("catalogue.session-in-past", { number, startsAt: toRfc3339(startsAt) });
  if (shanghaiDate(startsAt) !== shanghaiDate(endsAt))
    return refuseCatalogue("catalogue.session-over-midnight", { number });
  const day = shanghaiDate(startsAt);
  if (limits.isForbiddenDay?.(day) === true)
    return refuseCatalogue("catalogue.session-on-rest-day", { number, day });
  if (minuteOfDay(endsAt) > limits.latestEndMinuteOfDay)
    return refuseCatalogue("catalogue.session-ends-late", {
      number,
      endsAt: toRfc3339(endsAt),
      latestEnd: asClock(limits.latestEndMinuteOfDay),
    });
  // A minute begun counts as a minute: 30 minutes and one second are 31.
  const minutes = Math.ceil((endsAt - startsAt) / MINUTE_MS);
  if (limits.maxLessonMinutes !== undefined && minutes > limits.maxLessonMinutes)
    return refuseCatalogue("catalogue.session-too-long", {
      number,
      minutes,
      maxMinutes: limits.maxLessonMinutes,
    });
  return ok(session);
}

/** Checks a session beside the one before it. */
export function checkGap(
  before: ClassSession,
  session: ClassSession,
  limits: TimetableLimits,
): Result<ClassSession, "catalogue.session-overlap" | "catalogue.gap-too-short"> {
  const { number } = session;
  if (session.startsAt < before.endsAt)
    return refuseCatalogue("catalogue.session-overlap", { number });
  const minutes = Math.floor((session.startsAt - before.endsAt) / MINUTE_MS);
  if (limits.minGapMinutes !== undefined && minutes < limits.minGapMinutes)
    return refuseCatalogue("catalogue.gap-too-short", {
      number,
      minutes,
      minMinutes: limits.minGapMinutes,
    });
  return ok(session);
}

/**
 * Checks that one charge covers no more than so many calendar months; the corresponding day itself is
 * still within them (2026-03-02 to 2026-06-02 are three months).
 */
export function checkPeriod(
  firstDay: LocalDate,
  lastDay: LocalDate,
  maxMonths: number,
): Result<LocalDate, PeriodRefusal> {
  const latestDay = addMonths(firstDay, maxMonths);
  if (lastDay > latestDay)
    return refuseCatalogue("catalogue.too-long-a-period", {
      firstDay,
      lastDay,
      maxMonths,
      latestDay,
    });
  return ok(lastDay);
}

/**
 * Checks that a course is not charged too long before it begins. Classes here have fixed days, so that what is
 * charged is a period, whatever number of lessons it has.
 * @source local rules since 2021 (Beijing, Jiangsu, Hainan, Chengdu, Qinghai): at most one month before
 */
export function checkEarliestCharge(
  today: LocalDate,
  firstDay: LocalDate,
  earliestMonths: number | undefined,
): Result<LocalDate, EarlyChargeRefusal> {
  if (earliestMonths === undefined) return ok(today);
  const earliestDay = addMonths(firstDay, -earliestMonths);
  if (today < earliestDay)
    return refuseCatalogue("catalogue.charged-too-early", {
      firstDay,
      earliestMonths,
      earliestDay,
    });
  return ok(today);
}
