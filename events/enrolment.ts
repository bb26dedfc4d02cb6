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
import { MoneyMove, ReversalMove } from "../domain/shared/money-move.ts";
import { ReversalReason } from "../domain/shared/reversal-reason.ts";
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

/** A family has moved lessons of its order to another class of the institution; their money stays in custody. */
export const ClassLeft = defineEvent(
  "class-left",
  1,
  z.object({
    ...ofEnrolment,
    classId: ClassId,
    toEnrolmentId: EnrolmentId,
    lessonNumbers: z.array(z.int()).min(1),
    moves: z.array(MoneyMove).min(1),
  }),
);

/** The order that a change of class makes: signed, and paid with what has moved in. */
export const ClassJoined = defineEvent(
  "class-joined",
  1,
  z.object({
    ...ofEnrolment,
    classId: ClassId,
    courseId: CourseId,
    studentId: StudentId,
    subjectKey: SubjectKey,
    lessonCount: z.int(),
    priceFen: Fen,
    contractNo: z.string(),
    termsHash: z.string(),
    rulePackVersion: z.string(),
    fromEnrolmentId: EnrolmentId,
    moves: z.array(MoneyMove).min(1),
  }),
);

/** The bank has taken the payment back: what was free of it is out of custody, the order is short of the rest. */
export const PaymentReversed = defineEvent(
  "payment-reversed",
  1,
  z.object({
    ...ofEnrolment,
    paymentId: PaymentId,
    /** The bank's own numbers of the pay-in and of its reversal. */
    bankSerial: z.string(),
    reversalSerial: z.string(),
    amountFen: Fen,
    takenBackFen: Fen,
    shortFen: Fen,
    reasonCode: ReversalReason,
    reversedAt: Timestamp,
    moves: z.array(ReversalMove),
  }),
);

/** What an order was short of after a reversal is in custody again. */
export const ShortageMadeGood = defineEvent(
  "shortage-made-good",
  1,
  z.object({ ...ofEnrolment, amountFen: Fen }),
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
