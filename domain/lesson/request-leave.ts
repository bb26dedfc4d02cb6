import { LeaveRequested } from "../../events/lesson.ts";
import type { ClassSession } from "../catalogue/class.ts";
import { refuseCatalogue } from "../catalogue/refusals.ts";
import type { AbsenceTerms } from "../enrolment/absence.ts";
import type { EnrolmentState } from "../enrolment/enrolment.ts";
import { enrolmentTransitions } from "../enrolment/transitions.ts";
import { nextState } from "../shared/lifecycle.ts";
import { ok, type Result } from "../shared/result.ts";
import { HOUR_MS, toRfc3339, type EpochMs } from "../shared/time.ts";
import { isOnLeave } from "./leave.ts";
import {
  assertLessonOf,
  scheduledLesson,
  type LessonDecision,
  type LessonState,
} from "./lesson.ts";
import { refuseLesson } from "./refusals.ts";
import { lessonTransitions } from "./transitions.ts";

export type RequestLeaveRefusal =
  | "catalogue.session-cancelled"
  | "lesson.enrolment-not-active"
  | "lesson.leave-already-requested"
  | "lesson.leave-too-late"
  | "lesson.not-open-to-leave";

/**
 * The family asks leave (请假) for one session to come, in the time that the contract sets. It moves no money;
 * what the absence means is decided when it is recorded.
 * @param stored the lesson's item, absent before its first record
 * @param session the one in which the pupil is to have this lesson
 * @param leaveNoticeHours so long before it, by the contract
 */
export function decideRequestLeave(
  enrolment: EnrolmentState,
  {
    lessonNumber,
    stored,
  }: { readonly lessonNumber: number; readonly stored?: LessonState | undefined },
  session: ClassSession,
  { leaveNoticeHours }: Pick<AbsenceTerms, "leaveNoticeHours">,
  at: EpochMs,
): Result<LessonDecision, RequestLeaveRefusal> {
  const lesson = stored ?? scheduledLesson(enrolment, lessonNumber);
  assertLessonOf(enrolment, lesson);
  if (nextState(enrolmentTransitions, enrolment.status, "hold-lesson") === undefined)
    return refuseLesson("lesson.enrolment-not-active", { status: enrolment.status });
  if (session.cancelledAt !== undefined)
    return refuseCatalogue("catalogue.session-cancelled", { number: session.number });
  if (isOnLeave(lesson, session.number))
    return refuseLesson("lesson.leave-already-requested", { lessonNumber });
  const status = nextState(lessonTransitions, lesson.status, "request-leave");
  if (status === undefined)
    return refuseLesson("lesson.not-open-to-leave", { lessonNumber, status: lesson.status });
  if (at >= session.startsAt || at > latestLeave(session, leaveNoticeHours))
    return refuseLesson("lesson.leave-too-late", {
      lessonNumber,
      startsAt: toRfc3339(session.startsAt),
      leaveNoticeHours,
    });
  const { enrolmentId, institutionId } = enrolment;
  return ok({
    enrolment,
    lesson: { ...lesson, status, sessionNumber: session.number, leaveAt: at },
    moves: [],
    event: LeaveRequested.make({
      ...{ enrolmentId, institutionId, lessonNumber, sessionNumber: session.number },
    }),
  });
}

/** Who was told of a session too late to ask in time may ask until it begins. */
function latestLeave({ startsAt, announcedAt }: ClassSession, leaveNoticeHours: number): EpochMs {
  const latest = startsAt - leaveNoticeHours * HOUR_MS;
  return announcedAt !== undefined && announcedAt > latest ? startsAt : latest;
}
