import { AttendanceRecorded } from "../../events/lesson.ts";
import type { EnrolmentState } from "../enrolment/enrolment.ts";
import { enrolmentTransitions } from "../enrolment/transitions.ts";
import { nextState } from "../shared/lifecycle.ts";
import { ok, type Result } from "../shared/result.ts";
import { toRfc3339, type EpochMs } from "../shared/time.ts";
import {
  assertLessonOf,
  scheduledLesson,
  type LessonDecision,
  type LessonState,
} from "./lesson.ts";
import { refuseLesson } from "./refusals.ts";
import { lessonTransitions } from "./transitions.ts";

export interface RecordAttendance {
  readonly lessonNumber: number;
  /** The session of the class that was held, and when it began. */
  readonly sessionNumber: number;
  readonly sessionStartsAt: EpochMs;
  readonly attendance: "present" | "absent";
}

export type RecordAttendanceRefusal =
  | "lesson.enrolment-not-active"
  | "lesson.no-such-lesson"
  | "lesson.not-begun"
  | "lesson.attendance-fixed"
  | "lesson.no-unconsumed-money";

/**
 * Records whether the pupil attended. It moves no money: that takes the institution's request and the
 * family's answer. The first lesson held makes the enrolment active.
 * @param stored the lesson's item, absent before its first record
 */
export function decideRecordAttendance(
  enrolment: EnrolmentState,
  stored: LessonState | undefined,
  command: RecordAttendance,
  at: EpochMs,
): Result<LessonDecision, RecordAttendanceRefusal> {
  const { lessonNumber, sessionNumber, sessionStartsAt, attendance } = command;
  const { lessonCount } = enrolment;
  const enrolmentStatus = nextState(enrolmentTransitions, enrolment.status, "hold-lesson");
  if (enrolmentStatus === undefined)
    return refuseLesson("lesson.enrolment-not-active", { status: enrolment.status });
  if (lessonNumber < 1 || lessonNumber > lessonCount)
    return refuseLesson("lesson.no-such-lesson", { lessonNumber, lessonCount });
  if (at < sessionStartsAt)
    return refuseLesson("lesson.not-begun", {
      lessonNumber,
      startsAt: toRfc3339(sessionStartsAt),
    });
  const lesson = stored ?? scheduledLesson(enrolment, lessonNumber);
  assertLessonOf(enrolment, lesson);
  const status = nextState(lessonTransitions, lesson.status, `record-${attendance}`);
  if (status === undefined)
    return refuseLesson("lesson.attendance-fixed", {
      lessonNumber,
      status: lesson.status,
      attendance,
    });
  const { enrolmentId, amountFen } = lesson;
  const unconsumedFen = enrolment.balances.unconsumed;
  if (unconsumedFen < amountFen)
    return refuseLesson("lesson.no-unconsumed-money", { lessonNumber, amountFen, unconsumedFen });
  return ok({
    enrolment: { ...enrolment, status: enrolmentStatus },
    lesson: {
      enrolmentId,
      lessonNumber,
      sessionNumber,
      amountFen,
      status,
      ...(attendance === "present" ? { taughtAt: sessionStartsAt } : {}),
    },
    moves: [],
    event: AttendanceRecorded.make({
      enrolmentId,
      institutionId: enrolment.institutionId,
      lessonNumber,
      sessionNumber,
      attendance,
    }),
  });
}
