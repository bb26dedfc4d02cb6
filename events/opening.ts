import * as z from "zod";
import {
  BankId,
  ClassId,
  CourseId,
  EnrolmentId,
  InstitutionId,
  JobId,
  MemberId,
  StudentId,
} from "../domain/shared/ids.ts";
import { Fen } from "../domain/shared/money.ts";
import { MoneyMove } from "../domain/shared/money-move.ts";
import { Timestamp } from "../domain/shared/time.ts";
import { SubjectKey } from "../domain/shared/training.ts";
import { defineEvent } from "./define.ts";

const ofOpening = { enrolmentId: EnrolmentId, institutionId: InstitutionId, jobId: JobId };

/** An institution has stated what it sold before it joined; the untaught part is not yet in custody. */
export const OpeningStated = defineEvent(
  "opening-stated",
  1,
  z.object({
    ...ofOpening,
    classId: ClassId,
    courseId: CourseId,
    studentId: StudentId,
    subjectKey: SubjectKey,
    /** Lessons still to be taught, and the part of the payment that is theirs. */
    lessonCount: z.int(),
    priceFen: Fen,
    /** The limits of one charge that the sale went over. */
    overLimits: z.array(z.enum(["lessons", "amount", "months"])),
  }),
);

/** The untaught part of a sale of before lies in the custody account. */
export const OpeningDeposited = defineEvent(
  "opening-deposited",
  1,
  z.object({
    ...ofOpening,
    bankSerial: z.string(),
    amountFen: Fen,
    paidAt: Timestamp,
    moves: z.array(MoneyMove).min(1),
  }),
);

/** A guardian has added the pupil of a sale of before: from now on there is somebody to ask. */
export const OpeningClaimed = defineEvent(
  "opening-claimed",
  1,
  z.object({ ...ofOpening, studentId: StudentId, guardianId: MemberId }),
);

/** What was stated is taken back before it was paid in: the seat is free, the sale may be stated anew. */
export const OpeningDropped = defineEvent(
  "opening-dropped",
  1,
  z.object({ ...ofOpening, classId: ClassId, studentId: StudentId, priceFen: Fen }),
);

const ofDeposit = {
  jobId: JobId,
  institutionId: InstitutionId,
  totalFen: Fen,
  lineCount: z.int(),
};

/** A list is read: its institution is to pay the total into its custody account, under the list's id. */
export const OpeningDepositRequested = defineEvent(
  "opening-deposit-requested",
  1,
  z.object({ ...ofDeposit, bankId: BankId, custodyAccountNo: z.string() }),
);

/** The bank has received the total, to the fen: each enrolment of the list is to get its part. */
export const OpeningDepositReceived = defineEvent(
  "opening-deposit-received",
  1,
  z.object({ ...ofDeposit, bankSerial: z.string(), paidAt: Timestamp }),
);

/** Every enrolment of the list has its part. */
export const OpeningDepositPosted = defineEvent("opening-deposit-posted", 1, z.object(ofDeposit));

/** The days of the calendar have changed, and with them the last day for the deposit. */
export const OpeningDepositRecounted = defineEvent(
  "opening-deposit-recounted",
  1,
  z.object({ ...ofDeposit, payBy: Timestamp, provisional: z.boolean() }),
);

/** A list is closed unpaid: its institution has withdrawn it, or its time is over. All of its lines are dropped. */
export const OpeningDepositClosed = defineEvent(
  "opening-deposit-closed",
  1,
  z.object({ ...ofDeposit, because: z.enum(["withdrawn", "lapsed"]) }),
);
