import * as z from "zod";
import {
  ClassId,
  CourseId,
  EnrolmentId,
  InstitutionId,
  MemberId,
  PaymentId,
  StudentId,
} from "../domain/shared/ids.ts";
import { Fen } from "../domain/shared/money.ts";
import { MoneyMove } from "../domain/shared/money-move.ts";
import { Timestamp } from "../domain/shared/time.ts";
import { SubjectKey } from "../domain/shared/training.ts";
import { defineEvent } from "./define.ts";

const ofEnrolment = { enrolmentId: EnrolmentId, institutionId: InstitutionId };

/** A guardian has ordered a place in a class; the seat is theirs. */
export const OrderPlaced = defineEvent(
  "order-placed",
  1,
  z.object({
    ...ofEnrolment,
    classId: ClassId,
    courseId: CourseId,
    studentId: StudentId,
    subjectKey: SubjectKey,
    lessonCount: z.int(),
    priceFen: Fen,
    rulePackVersion: z.string(),
  }),
);

/** The guardian has signed the contract whose terms have this hash. */
export const ContractSigned = defineEvent(
  "contract-signed",
  1,
  z.object({ ...ofEnrolment, contractNo: z.string(), termsHash: z.string() }),
);

/** The bank may take one payment of this amount under this reference. */
export const PaymentRequested = defineEvent(
  "payment-requested",
  1,
  z.object({ ...ofEnrolment, paymentId: PaymentId, amountFen: Fen, expiresAt: Timestamp }),
);

/** All of the price lies in the custody account. */
export const PaymentReceived = defineEvent(
  "payment-received",
  1,
  z.object({
    ...ofEnrolment,
    paymentId: PaymentId,
    bankSerial: z.string(),
    amountFen: Fen,
    paidAt: Timestamp,
    moves: z.array(MoneyMove).min(1),
  }),
);

/** Nobody paid the order in time; its seat is free again. */
export const OrderLapsed = defineEvent(
  "order-lapsed",
  1,
  z.object({ ...ofEnrolment, classId: ClassId, priceFen: Fen }),
);

/** Somebody else teaches than the contract names: a ground for the family to ask for its money back. */
export const NamedTeacherChanged = defineEvent(
  "named-teacher-changed",
  1,
  z.object({
    ...ofEnrolment,
    classId: ClassId,
    agreedTeacherId: MemberId,
    teacherId: MemberId,
    /** Absent: all sessions from then on. */
    sessionNumber: z.int().optional(),
  }),
);
