import * as z from "zod";
import type { DomainEvent } from "../../events/define.ts";
import type { EnrolmentDecision } from "../enrolment/enrolment.ts";
import type { LessonState } from "../lesson/lesson.ts";
import { Deadline } from "../shared/deadline.ts";
import {
  BankId,
  EnrolmentId,
  InstitutionId,
  InstructionId,
  MassRefundId,
  MemberId,
  RefundId,
  TaskId,
  UnitId,
} from "../shared/ids.ts";
import { addFen, Fen, sumFen } from "../shared/money.ts";
import { EpochMs } from "../shared/time.ts";
import { RefundQuote } from "./quote.ts";
import { RefundGround, RefundStatus } from "../shared/refund-words.ts";

/** The payment that the bank is to make; one id for all tries that may have reached it. */
export const RefundPayment = z.object({
  instructionId: InstructionId,
  /** Counted from 1; another try under the same id counts too. */
  attempt: z.int().min(1),
  bankId: BankId,
  custodyAccountNo: z.string().min(1).max(40),
  /** It goes to an account that the family has named, which lies sealed under the instruction. */
  isToNamedAccount: z.literal(true).optional(),
  instructedAt: EpochMs,
});
export type RefundPayment = z.infer<typeof RefundPayment>;

/** What the institution has to pay of its own: interest, and in deposit mode everything. */
export const RefundDebt = z.object({
  amountFen: Fen,
  /** The first instant at which it is late. */
  payBy: EpochMs,
  status: z.enum(["owed", "overdue", "settled"]),
  settledAt: EpochMs.optional(),
});
export type RefundDebt = z.infer<typeof RefundDebt>;

export const RefundState = z.object({
  refundId: RefundId,
  enrolmentId: EnrolmentId,
  institutionId: InstitutionId,
  countyUnitId: UnitId,
  guardianId: MemberId,
  ground: RefundGround,
  status: RefundStatus,
  /** The lessons held for it, and the status to which each returns if nothing comes of it. */
  lessons: RefundQuote.shape.lessons,
  /** The bank pays this out of custody. */
  custodyFen: Fen,
  /** The institution keeps this of the lessons' amounts. */
  deductedFen: Fen,
  /** What of the order's money is held for it: both together; nothing where no money is in custody. */
  heldFen: Fen,
  /** Of a mass refund: what is held besides, for custody does not cover it; the institution owes it. */
  shortFen: Fen.optional(),
  /** The mass refund that it is a part of. */
  massRefundId: MassRefundId.optional(),
  debt: RefundDebt.optional(),
  requestedAt: EpochMs,
  payBy: EpochMs,
  /** Until when the institution may answer; it runs while the refund is applied for. */
  deadline: Deadline.optional(),
  /** Why the institution refuses, as a code; its words lie sealed elsewhere. */
  rejectionCode: z.string().max(100).optional(),
  decidedAt: EpochMs.optional(),
  /** The officer who arbitrated. */
  arbitratedBy: MemberId.optional(),
  payment: RefundPayment.optional(),
  /** Payments that the bank has definitely not made. */
  failedPayments: z.array(
    z.object({
      instructionId: InstructionId,
      reasonCode: z.string().max(100),
      failedAt: EpochMs,
    }),
  ),
  bankSerial: z.string().max(64).optional(),
  taskId: TaskId.optional(),
  /** The last instant at which the institution was reminded, while its time runs. */
  remindedAt: EpochMs.optional(),
  /** Which of its workflows carries it, where the first one was lost; and since when, until the bank has paid. */
  attempt: z.int().min(2).optional(),
  takenUpAt: EpochMs.optional(),
  closedAt: EpochMs.optional(),
});
export type RefundState = z.infer<typeof RefundState>;

/** A decision about a refund alone; no money moves. */
export interface RefundDecision {
  readonly refund: RefundState;
  readonly refundEvent: DomainEvent;
}

/** A decision that also changes the order's money and lessons, in the same transaction. */
export interface RefundMoneyDecision extends RefundDecision, EnrolmentDecision {
  readonly lessons: readonly LessonState[];
  /** How many lessons leave the pupil's order guard: those that were paid for and are back. */
  readonly returnedLessonCount: number;
}

/** What every event of a refund's own life says of it. */
export const refundFacts = ({
  refundId,
  enrolmentId,
  institutionId,
  status,
  custodyFen,
}: RefundState) => ({ refundId, enrolmentId, institutionId, status, custodyFen });

/** What the family gets, from whomever. */
export const refundTotalFen = ({ custodyFen, debt }: RefundState): Fen =>
  debt === undefined ? custodyFen : addFen(custodyFen, debt.amountFen);

/** What the order's other refunds deducted, for the next quote; those that came to nothing do not count. */
export const deductedBy = (refunds: readonly RefundState[]): Fen =>
  sumFen(
    refunds
      .filter(({ status }) => status !== "withdrawn" && status !== "dismissed")
      .map(({ deductedFen }) => deductedFen),
  );
