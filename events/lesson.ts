import * as z from "zod";
import { DisputeReason } from "../domain/shared/dispute-reason.ts";
import { DisputeId, EnrolmentId, InstitutionId } from "../domain/shared/ids.ts";
import { Fen } from "../domain/shared/money.ts";
import { MoneyMove } from "../domain/shared/money-move.ts";
import { defineEvent } from "./define.ts";

const ofLesson = {
  enrolmentId: EnrolmentId,
  institutionId: InstitutionId,
  /** Counted from 1 within the enrolment. */
  lessonNumber: z.int(),
};
const ofLessonMoney = { ...ofLesson, amountFen: Fen, moves: z.array(MoneyMove).min(1) };

/** Whether the pupil attended a session; also a correction of an earlier record. */
export const AttendanceRecorded = defineEvent(
  "attendance-recorded",
  1,
  z.object({
    ...ofLesson,
    sessionNumber: z.int(),
    attendance: z.enum(["present", "absent"]),
  }),
);

/** The institution has asked the family to confirm a lesson. */
export const ConfirmationRequested = defineEvent(
  "confirmation-requested",
  1,
  z.object(ofLessonMoney),
);

/** The family has confirmed a lesson; its money is earned. */
export const LessonConfirmed = defineEvent("lesson-confirmed", 1, z.object(ofLessonMoney));

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
