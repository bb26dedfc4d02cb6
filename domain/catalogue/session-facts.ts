import { toRfc3339 } from "../shared/time.ts";
import type { ClassPlan, ClassSession } from "./class.ts";
import { type Audience, lessonOfSession } from "./session.ts";

/** What every event about a session says of it. */
export const sessionFacts = (
  { classId, institutionId }: ClassPlan,
  session: ClassSession,
  audience: Audience,
) => ({
  classId,
  institutionId,
  sessionNumber: session.number,
  lessonNumber: lessonOfSession(session),
  startsAt: toRfc3339(session.startsAt),
  endsAt: toRfc3339(session.endsAt),
  ...audience,
});
