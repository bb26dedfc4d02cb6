import { LessonCancelled } from "../../events/catalogue.ts";
import { ok, type Result } from "../shared/result.ts";
import type { EpochMs } from "../shared/time.ts";
import type { ClassSession } from "./class.ts";
import { refuseCatalogue } from "./refusals.ts";
import {
  audienceOf,
  type SessionDecision,
  spanning,
  type Timetable,
  withSession,
} from "./session.ts";
import { sessionFacts } from "./session-facts.ts";

export type CancelSessionRefusal = "catalogue.session-cancelled" | "catalogue.session-held";

/**
 * A session does not take place. No lesson is consumed by it: a lesson needs attendance, and a cancelled
 * session takes none. Also one whose time has come may be cancelled, as long as nobody was recorded in it.
 */
export function decideCancelSession(
  { class: aClass, sessions }: Timetable,
  session: ClassSession,
  at: EpochMs,
): Result<SessionDecision, CancelSessionRefusal> {
  const { number } = session;
  if (session.cancelledAt !== undefined)
    return refuseCatalogue("catalogue.session-cancelled", { number });
  if (session.recordedAt !== undefined)
    return refuseCatalogue("catalogue.session-held", { number });
  const cancelled = { ...session, cancelledAt: at };
  return ok({
    class: spanning(aClass, withSession(sessions, cancelled)),
    session: cancelled,
    event: LessonCancelled.make(sessionFacts(aClass, session, audienceOf(session, sessions))),
  });
}
