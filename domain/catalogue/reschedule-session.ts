import { LessonRescheduled } from "../../events/catalogue.ts";
import { ok, type Result } from "../shared/result.ts";
import { toRfc3339, type EpochMs } from "../shared/time.ts";
import type { ClassSession } from "./class.ts";
import { refuseCatalogue } from "./refusals.ts";
import { audienceOf, type SessionDecision, type Timetable, withSession } from "./session.ts";
import { sessionFacts } from "./session-facts.ts";
import { fitIn, type FitLimits, type FitRefusal } from "./timetable-fit.ts";

/** The new times of a session. */
export interface SessionTimes {
  readonly startsAt: EpochMs;
  readonly endsAt: EpochMs;
}

export type RescheduleSessionRefusal =
  | "catalogue.session-cancelled"
  | "catalogue.session-begun"
  | "catalogue.session-not-moved"
  | FitRefusal;

/** Moves a session that has not begun; at its new time it has to keep all that a new timetable has to keep. */
export function decideRescheduleSession(
  { class: aClass, sessions }: Timetable,
  session: ClassSession,
  { startsAt, endsAt }: SessionTimes,
  limits: FitLimits,
  at: EpochMs,
): Result<SessionDecision, RescheduleSessionRefusal> {
  const { number } = session;
  if (session.cancelledAt !== undefined)
    return refuseCatalogue("catalogue.session-cancelled", { number });
  if (session.recordedAt !== undefined || session.startsAt <= at)
    return refuseCatalogue("catalogue.session-begun", {
      number,
      startsAt: toRfc3339(session.startsAt),
    });
  if (startsAt === session.startsAt && endsAt === session.endsAt)
    return refuseCatalogue("catalogue.session-not-moved", {
      number,
      startsAt: toRfc3339(startsAt),
    });
  const moved: ClassSession = {
    ...session,
    startsAt,
    endsAt,
    movedFrom: session.movedFrom ?? session.startsAt,
    announcedAt: at,
  };
  const fits = fitIn(aClass, withSession(sessions, moved), moved, limits, at);
  if (!fits.ok) return fits;
  return ok({
    class: fits.value,
    session: moved,
    event: LessonRescheduled.make(sessionFacts(aClass, moved, audienceOf(session, sessions))),
  });
}
