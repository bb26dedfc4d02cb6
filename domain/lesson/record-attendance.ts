import { AbsenceRecorded, AttendanceRecorded } from "../../events/lesson.ts";
import { isAbsenceCounted } from "../enrolment/absence.ts";
import type { EnrolmentState } from "../enrolment/enrolment.ts";
import { enrolmentTransitions } from "../enrolment/transitions.ts";
import { nextState } from "../shared/lifecycle.ts";
import { ok, type Result } from "../shared/result.ts";
import { toRfc3339, type EpochMs } from "../shared/time.ts";
import { isOnLeave } from "./leave.ts";
import {
  assertLessonOf,
  scheduledLesson,
  type LessonDecision,
  type LessonState,
} from "./lesson.ts";
import { refuseLesson } from "./refusals.ts";
import { lessonTransitions, type LessonAction } from "./transitions.ts";

export interface RecordAttendance {
  readonly lessonNumber: number;
  /** The session of the class that was held, when it began and when it ended. */
  readonly sessionNumber: number;
  readonly sessionStartsAt: EpochMs;
  readonly sessionEndsAt: EpochMs;
  readonly attendance: "present" | "absent";
}

export type RecordAttendanceRefusal =
  | "lesson.enrolment-not-active"
  | "lesson.no-such-lesson"
  | "lesson.not-begun"
  | "lesson.attendance-fixed"
  | "lesson.settled-elsewhere"
  | "lesson.no-unconsumed-money";

/**
 * Records whether the pupil attended. It moves no money: that takes the institution's request and the
 * family's answer. An absence counts as a lesson taken only where the contract says so; any other can be
 * made up. The first lesson held makes the enrolment active.
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
  const isElsewhere = lesson.sessionNumber !== sessionNumber;
  const isTaken = lesson.status === "taught" || lesson.status === "missed";
  if (attendance === "absent" && isElsewhere && isTaken)
    return refuseLesson("lesson.settled-elsewhere", {
      ...{ lessonNumber, sessionNumber, status: lesson.status },
      settledNumber: lesson.sessionNumber,
    });
  const onLeave = isOnLeave(lesson, sessionNumber);
  const counted = isAbsenceCounted(enrolment.countedAbsence, onLeave);
  // A session that makes up what was missed begins anew.
  const from = lesson.status === "absent" && isElsewhere ? "scheduled" : lesson.status;
  const status = nextState(lessonTransitions, from, actionOf(attendance, counted));
  if (status === undefined)
    return refuseLesson("lesson.attendance-fixed", {
      lessonNumber,
      status: lesson.status,
      attendance,
    });
  const { enrolmentId, amountFen, leaveAt } = lesson;
  const { institutionId, studentId, classId } = enrolment;
  const unconsumedFen = enrolment.balances.unconsumed;
  if (unconsumedFen < amountFen)
    return refuseLesson("lesson.no-unconsumed-money", { lessonNumber, amountFen, unconsumedFen });
  const startsAt = toRfc3339(sessionStartsAt);
  const place = { studentId, classId, startsAt, endsAt: toRfc3339(command.sessionEndsAt) };
  const facts = { enrolmentId, institutionId, lessonNumber, sessionNumber, place };
  return ok({
    enrolment: { ...enrolment, status: enrolmentStatus },
    lesson: {
      ...{ enrolmentId, lessonNumber, sessionNumber, amountFen, status },
      ...(attendance === "present" ? { taughtAt: sessionStartsAt } : {}),
      ...(onLeave ? { leaveAt } : {}),
    },
    moves: [],
    event:
      attendance === "present"
        ? AttendanceRecorded.make(facts)
        : AbsenceRecorded.make({ ...facts, onLeave, counted }),
  });
}

function actionOf(attendance: "present" | "absent", counted: boolean): LessonAction {
  if (attendance === "present") return "record-present";
  return counted ? "record-missed" : "record-absent";
}
