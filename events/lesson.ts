import * as z from "zod";
import { DisputeReason } from "../domain/shared/dispute-reason.ts";
import { ClassId, DisputeId, EnrolmentId, InstitutionId, StudentId } from "../domain/shared/ids.ts";
import { Fen } from "../domain/shared/money.ts";
import { MoneyMove } from "../domain/shared/money-move.ts";
import { Timestamp } from "../domain/shared/time.ts";
import { defineEvent } from "./define.ts";

const ofLesson = {
  enrolmentId: EnrolmentId,
  institutionId: InstitutionId,
  /** Counted from 1 within the enrolment. */
  lessonNumber: z.int(),
};
const ofLessonMoney = { ...ofLesson, amountFen: Fen, moves: z.array(MoneyMove).min(1) };

/** Who is spoken of, and where and when the session was; absent in entries that were written before it was noted. */
const place = z
  .object({ studentId: StudentId, classId: ClassId, startsAt: Timestamp, endsAt: Timestamp })
  .optional();

/** The pupil attended a session; also a correction of an earlier record. An absence is a fact of its own. */
export const AttendanceRecorded = defineEvent(
  "attendance-recorded",
  1,
  z.object({ ...ofLesson, sessionNumber: z.int(), place }),
);

/** The pupil missed a session; also a correction of an earlier record. */
export const AbsenceRecorded = defineEvent(
  "absence-recorded",
  1,
  z.object({
    ...ofLesson,
    sessionNumber: z.int(),
    /** The family had asked leave in time. */
    onLeave: z.boolean(),
    /** By the contract it counts as a lesson taken. */
    counted: z.boolean(),
    place,
  }),
);

/** The family has asked leave from a session to come. */
export const LeaveRequested = defineEvent(
  "leave-requested",
  1,
  z.object({ ...ofLesson, sessionNumber: z.int() }),
);

/** The institution has asked the family to confirm a lesson. */
export const ConfirmationRequested = defineEvent(
  "confirmation-requested",
  1,
  z.object(ofLessonMoney),
);

/** The family has confirmed a lesson; its money is earned. */
export const LessonConfirmed = defineEvent(
  "lesson-confirmed",
  1,
  z.object({
    ...ofLessonMoney,
    /** Until when it may be undone and no bank is instructed; absent where it stands at once. */
    undoUntil: Timestamp.optional(),
  }),
);

/** The family has taken its confirmation back; the lesson awaits its answer again. */
export const ConfirmationUndone = defineEvent("confirmation-undone", 1, z.object(ofLessonMoney));

/** The family was silent for the legal time after its notice; the lesson's money is earned. */
export const LessonDeemed = defineEvent("lesson-deemed", 1, z.object(ofLessonMoney));

const ofDispute = { ...ofLessonMoney, disputeId: DisputeId };

/** The family says that a lesson was not as the institution claims; its money is frozen. */
export const LessonDisputed = defineEvent(
  "lesson-disputed",
  1,
  z.object({ ...ofDispute, reason: DisputeReason }),
);

/** The family has taken its dispute back; the lesson awaits its answer again. */
export const DisputeWithdrawn = defineEvent("dispute-withdrawn", 1, z.object(ofDispute));

/** The authority found that the lesson was taught; its money is earned. */
export const DisputeFoundForInstitution = defineEvent(
  "dispute-found-for-institution",
  1,
  z.object(ofDispute),
);

/** The authority found that the lesson was not taught; its money is unconsumed again. */
export const DisputeFoundForFamily = defineEvent(
  "dispute-found-for-family",
  1,
  z.object(ofDispute),
);
