import * as z from "zod";
import { EnrolmentId, InstitutionId } from "../domain/shared/ids.ts";
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
