import type { ClassSession } from "../catalogue/class.ts";
import { lessonOfSession, standingSessions } from "../catalogue/session.ts";
import type { LessonState } from "./lesson.ts";

/**
 * The session in which a pupil has, had, or will have a lesson. A lesson that was missed (on leave, absent, found
 * not to have been held, or its session cancelled) moves on to the next session that makes it up; until one is
 * planned, it stays with the session that was missed.
 * @param lesson as it is stored, absent before its first record
 * @returns nothing where the class has no session for it: its list was taken over with lessons of before
 */
export function sessionOfLesson(
  sessions: readonly ClassSession[],
  lessonNumber: number,
  lesson: Pick<LessonState, "status" | "sessionNumber"> | undefined,
): ClassSession | undefined {
  const last = lesson?.sessionNumber ?? lessonNumber;
  const own = sessions.find(({ number }) => number === last);
  const isMissed = lesson?.status === "scheduled" || lesson?.status === "absent";
  if (lesson !== undefined && !isMissed) return own;
  const from = isMissed ? last + 1 : last;
  const [next] = standingSessions(sessions)
    .filter((session) => lessonOfSession(session) === lessonNumber && session.number >= from)
    .toSorted((a, b) => a.number - b.number);
  return next ?? own;
}
