import { ok, type Result } from "../shared/result.ts";
import { shanghaiDate, type EpochMs } from "../shared/time.ts";
import type { ClassPlan, ClassSession } from "./class.ts";
import type { ChargeLimits } from "./create-course.ts";
import { spanning, standingSessions } from "./session.ts";
import {
  checkGap,
  checkPeriod,
  checkSession,
  type PeriodRefusal,
  type SessionRefusal,
  type TimetableLimits,
} from "./timetable.ts";

/** What one session that is moved or added has to keep: as much as all sessions of a new class. */
export type FitLimits = Pick<ChargeLimits, "maxMonths"> & TimetableLimits;
export type FitRefusal = Exclude<SessionRefusal, "catalogue.session-numbering"> | PeriodRefusal;

/**
 * Whether a session fits into its class: by its own times, beside the sessions before and after it, and within
 * the time that one charge may cover.
 * @param sessions all of the class, the session among them
 * @returns the class with the time that it spans now
 */
export function fitIn(
  aClass: ClassPlan,
  sessions: readonly ClassSession[],
  session: ClassSession,
  limits: FitLimits,
  at: EpochMs,
): Result<ClassPlan, FitRefusal> {
  const alone = checkSession(session, limits, at);
  if (!alone.ok) return alone;
  const standing = standingSessions(sessions);
  const place = standing.findIndex(({ number }) => number === session.number);
  for (const later of [place, place + 1]) {
    const [one, next] = [standing[later - 1], standing[later]];
    if (one === undefined || next === undefined) continue;
    const together = checkGap(one, next, limits);
    if (!together.ok) return together;
  }
  const spanned = spanning(aClass, sessions);
  const { startsAt, endsAt } = spanned;
  const period = checkPeriod(shanghaiDate(startsAt), shanghaiDate(endsAt), limits.maxMonths);
  return period.ok ? ok(spanned) : period;
}
