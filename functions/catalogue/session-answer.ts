import type { ClassSession } from "../../domain/catalogue/class.ts";
import { lessonOfSession, sessionStatus } from "../../domain/catalogue/session.ts";
import type { ClassId } from "../../domain/shared/ids.ts";
import { toRfc3339 } from "../../domain/shared/time.ts";

/** A session as the commands on it answer. */
export const sessionAnswer = (classId: ClassId, session: ClassSession) => ({
  classId,
  sessionNumber: session.number,
  lessonNumber: lessonOfSession(session),
  startsAt: toRfc3339(session.startsAt),
  endsAt: toRfc3339(session.endsAt),
  status: sessionStatus(session),
});
