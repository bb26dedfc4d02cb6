import { MakeUpPlanned } from "../../events/catalogue.ts";
import { ok, type Result } from "../shared/result.ts";
import type { EpochMs } from "../shared/time.ts";
import type { ClassSession } from "./class.ts";
import { refuseCatalogue } from "./refusals.ts";
import type { SessionTimes } from "./reschedule-session.ts";
import { audienceOf, lessonOfSession, type SessionDecision, type Timetable } from "./session.ts";
import { sessionFacts } from "./session-facts.ts";
import { fitIn, type FitLimits, type FitRefusal } from "./timetable-fit.ts";

/** So many sessions a class has at most: one read takes them all. */
const MOST_SESSIONS = 200;

export type MakeUpSessionRefusal =
  | "catalogue.nothing-to-make-up"
  | "catalogue.already-made-up"
  | "catalogue.too-many-sessions"
  | FitRefusal;

/**
 * Plans one more session, which teaches the lesson of a session that was cancelled or that pupils missed. It
 * adds no lesson to anybody's order: whoever attends takes that very lesson of their own, at its own amount,
 * and a lesson that was taken once is not taken again.
 * @param missingCount how many pupils were on leave or absent, as far as its register says
 */
export function decideMakeUpSession(
  { class: aClass, sessions }: Timetable,
  missed: ClassSession,
  { startsAt, endsAt, missingCount }: SessionTimes & { readonly missingCount: number },
  limits: FitLimits,
  at: EpochMs,
): Result<SessionDecision, MakeUpSessionRefusal> {
  const { number } = missed;
  if (missed.cancelledAt === undefined && missingCount === 0)
    return refuseCatalogue("catalogue.nothing-to-make-up", { number });
  const before = sessions.find(
    ({ makesUp, cancelledAt }) => makesUp?.sessionNumber === number && cancelledAt === undefined,
  );
  if (before !== undefined)
    return refuseCatalogue("catalogue.already-made-up", { number, makeUpNumber: before.number });
  const sessionCount = aClass.sessionCount + 1;
  if (sessionCount > MOST_SESSIONS)
    return refuseCatalogue("catalogue.too-many-sessions", { limit: MOST_SESSIONS });
  const makeUp: ClassSession = {
    number: sessionCount,
    startsAt,
    endsAt,
    makesUp: { lessonNumber: lessonOfSession(missed), sessionNumber: number },
    announcedAt: at,
  };
  const fits = fitIn({ ...aClass, sessionCount }, [...sessions, makeUp], makeUp, limits, at);
  if (!fits.ok) return fits;
  return ok({
    class: fits.value,
    session: makeUp,
    event: MakeUpPlanned.make(sessionFacts(aClass, makeUp, audienceOf(makeUp, sessions))),
  });
}
