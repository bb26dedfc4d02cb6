import { ClassOpened } from "../../events/catalogue.ts";
import type { DomainEvent } from "../../events/define.ts";
import type { ClassId, MemberId } from "../shared/ids.ts";
import { invariant } from "../shared/invariant.ts";
import { nextState } from "../shared/lifecycle.ts";
import { ok, type Result } from "../shared/result.ts";
import { shanghaiDate, toRfc3339, type EpochMs } from "../shared/time.ts";
import type { ClassSession, ClassState } from "./class.ts";
import type { CourseState } from "./course.ts";
import type { ChargeLimits } from "./create-course.ts";
import { refuseCatalogue } from "./refusals.ts";
import {
  checkPeriod,
  checkSessions,
  type PeriodRefusal,
  type SessionRefusal,
  type TimetableLimits,
} from "./timetable.ts";
import { courseTransitions } from "./transitions.ts";

export interface OpenClass {
  readonly classId: ClassId;
  readonly capacity: number;
  /** In the order of time, numbered from 1; one for each lesson of the course. */
  readonly sessions: readonly ClassSession[];
  /** Whom the contracts of this class will name as its teacher. */
  readonly teacherId?: MemberId | undefined;
}

export interface ClassDecision<E extends DomainEvent = DomainEvent> {
  readonly class: ClassState;
  readonly sessions: readonly ClassSession[];
  readonly event: E;
}

export type OpenClassRefusal =
  "catalogue.course-not-published" | "catalogue.session-count" | SessionRefusal | PeriodRefusal;

/** Opens a class of a published course, with all its sessions planned within the legal times. */
export function decideOpenClass(
  course: CourseState,
  command: OpenClass,
  limits: Pick<ChargeLimits, "maxMonths"> & TimetableLimits,
  at: EpochMs,
): Result<ClassDecision, OpenClassRefusal> {
  const { courseId, institutionId, countyUnitId, lessonCount } = course;
  const { classId, capacity, sessions, teacherId } = command;
  if (nextState(courseTransitions, course.status, "open-class") === undefined)
    return refuseCatalogue("catalogue.course-not-published", { courseId });
  const sessionCount = sessions.length;
  if (sessionCount !== lessonCount)
    return refuseCatalogue("catalogue.session-count", { sessionCount, lessonCount });
  const checked = checkSessions(sessions, limits, at);
  if (!checked.ok) return checked;
  const startsAt = sessions[0]?.startsAt;
  const endsAt = sessions.at(-1)?.endsAt;
  invariant(startsAt !== undefined && endsAt !== undefined, "a course has at least one lesson");
  const period = checkPeriod(shanghaiDate(startsAt), shanghaiDate(endsAt), limits.maxMonths);
  if (!period.ok) return period;
  return ok({
    class: {
      classId,
      courseId,
      institutionId,
      countyUnitId,
      status: "open",
      capacity,
      seatsTaken: 0,
      sessionCount,
      startsAt,
      endsAt,
      ...(teacherId === undefined ? {} : { teacherId }),
    },
    sessions,
    event: ClassOpened.make({
      classId,
      courseId,
      institutionId,
      capacity,
      sessionCount,
      startsAt: toRfc3339(startsAt),
      endsAt: toRfc3339(endsAt),
    }),
  });
}
