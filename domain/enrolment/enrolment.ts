import * as z from "zod";
import { RulePackVersions } from "../reference/rule-packs.ts";
import type { DomainEvent } from "../../events/define.ts";
import { Balances } from "../custody/balances.ts";
import {
  ClassId,
  CourseId,
  EnrolmentId,
  InstitutionId,
  MemberId,
  PaymentId,
  StudentId,
  UnitId,
} from "../shared/ids.ts";
import { invariant } from "../shared/invariant.ts";
import { Fen } from "../shared/money.ts";
import type { LedgerMove } from "../shared/money-move.ts";
import { EpochMs } from "../shared/time.ts";
import { SubjectKey } from "../shared/training.ts";
import { CountedAbsence } from "./absence.ts";
import { Opening } from "./opening.ts";
import { EnrolmentStatus } from "./transitions.ts";

/** The contract by reference; its text and its personal fields lie elsewhere. */
export const ContractRef = z.object({
  contractNo: z.string().regex(/^[A-Z0-9-]{8,40}$/),
  /** SHA-256 of the terms as the family saw them, in hex. */
  termsHash: z.string().regex(/^[0-9a-f]{64}$/),
  signedAt: EpochMs.optional(),
});
export type ContractRef = z.infer<typeof ContractRef>;

/** The one payment that an order awaits, and how it was settled. */
export const PaymentRef = z.object({
  paymentId: PaymentId,
  custodyAccountNo: z.string().min(1).max(40),
  requestedAt: EpochMs,
  /** The last instant at which the family may pay. */
  expiresAt: EpochMs,
  receivedAt: EpochMs.optional(),
  bankSerial: z.string().min(1).max(64).optional(),
});
export type PaymentRef = z.infer<typeof PaymentRef>;

/** Where the money of an order came from that no payment of its own has paid: another order of the family. */
export const OrderOrigin = z.object({
  enrolmentId: EnrolmentId,
  /** When the family once paid it. */
  paidAt: EpochMs,
  /** The account that it came into, and the bank's serial; absent: it was sold before the institution joined. */
  custodyAccountNo: PaymentRef.shape.custodyAccountNo.optional(),
  bankSerial: PaymentRef.shape.bankSerial,
});
export type OrderOrigin = z.infer<typeof OrderOrigin>;

/**
 * The head of an enrolment: a pupil's place in a class, and the sub-ledger of its money. At most 1 KB:
 * lessons and personal data lie in items of their own.
 */
export const EnrolmentState = z.object({
  enrolmentId: EnrolmentId,
  institutionId: InstitutionId,
  classId: ClassId,
  courseId: CourseId,
  studentId: StudentId,
  /** Who acts for the pupil; absent until a guardian has added the pupil of a sale of before. */
  guardianId: MemberId.optional(),
  countyUnitId: UnitId,
  subjectKey: SubjectKey,
  lessonCount: z.int().min(1),
  /** What must be paid, in one payment. */
  priceFen: Fen,
  status: EnrolmentStatus,
  balances: Balances,
  /** The versions of the rule packs under which the order was placed. */
  rulePackVersion: RulePackVersions,
  contract: ContractRef,
  /** Which absences count as lessons taken, by the contract; absent: none. */
  countedAbsence: CountedAbsence.exclude(["never"]).optional(),
  payment: PaymentRef.optional(),
  /** The bank has taken the payment back. */
  reversal: z
    .object({
      reversalSerial: z.string().min(1).max(64),
      at: EpochMs,
      /** What the bank took that was not free any more, and nobody has made good yet. */
      shortFen: Fen,
    })
    .optional(),
  /** Of an enrolment that began before the institution joined; it has no payment of its own. */
  opening: Opening.optional(),
  /** Of an order whose money moved in at a change of class. */
  origin: OrderOrigin.optional(),
  orderedAt: EpochMs,
  /** The first instant at which it is too late to pay; absent once it is paid. */
  payBy: EpochMs.optional(),
});
export type EnrolmentState = z.infer<typeof EnrolmentState>;

/** The guardian of an enrolment in which a guardian has acted, or was asked something: there is one. */
export function guardianOf({ enrolmentId, guardianId }: EnrolmentState): MemberId {
  invariant(guardianId, `${enrolmentId} has a guardian`);
  return guardianId;
}

/**
 * What a decision about an enrolment wants written: the next head, the moves of its money, and the one
 * fact that the journal keeps. One decision, one event: the sequence of events is the head's version.
 */
export interface EnrolmentDecision<E extends DomainEvent = DomainEvent> {
  readonly enrolment: EnrolmentState;
  readonly moves: readonly LedgerMove[];
  readonly event: E;
}
