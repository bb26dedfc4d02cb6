import type { LessonStatus } from "../lesson/transitions.ts";
import type { EnrolmentId, InstitutionId } from "../shared/ids.ts";
import type { Fen } from "../shared/money.ts";
import type { EpochMs, LocalDate } from "../shared/time.ts";
import type { RefundRules } from "./refund-rules.ts";
import type { RefundGround } from "../shared/refund-words.ts";

/** Where families' money lies: with the bank, or with an institution that has made a deposit. */
export type SupervisionMode = "bank-custody" | "risk-deposit";

/** The order as it was signed and paid. A gifted amount makes lessons dearer by their face, not by what was paid. */
export interface RefundableOrder {
  readonly enrolmentId: EnrolmentId;
  readonly institutionId: InstitutionId;
  readonly mode: SupervisionMode;
  readonly paidFen: Fen;
  readonly paidAt: EpochMs;
  /** When the first session begins. */
  readonly startsAt: EpochMs;
  /** The first instant after the contract's own window in which all that is not taken goes back; absent: none. */
  readonly fullRefundUntil?: EpochMs;
  /** The price of one lesson without any discount; absent: no higher price was published. */
  readonly listUnitFen?: Fen;
  /** The rate that the contract names, in basis points a year. */
  readonly agreedInterestBasisPoints?: number;
}

/** One lesson with what was paid for it; a gift lesson carries nothing. */
export interface RefundableLesson {
  readonly lessonNumber: number;
  readonly amountFen: Fen;
  readonly status: LessonStatus;
}

/** What the family asks. */
export interface RefundAsk {
  readonly ground: RefundGround;
  /** The lessons that it gives back; absent: all that it can. */
  readonly lessonNumbers?: readonly number[] | undefined;
  /** The day on which the contract ended, from which interest runs; absent: today. */
  readonly terminatedOn?: LocalDate | undefined;
  /** The same service had been taken before the contract, here or elsewhere: no cooling-off. */
  readonly hadSameService?: boolean | undefined;
}

/** Everything a refund is worked out from: the order, each of its lessons, what was deducted before, the rules. */
export interface RefundCase {
  readonly order: RefundableOrder;
  /** All lessons of the order, each once; their amounts sum to what was paid. */
  readonly lessons: readonly RefundableLesson[];
  /** What earlier refunds of the order, open or paid, deducted from their lessons' own amounts. */
  readonly deductedBeforeFen: Fen;
  readonly rules: RefundRules;
  readonly ask: RefundAsk;
}

/** What a refund rests on besides its lessons and the question. */
export type RefundBasis = Omit<RefundCase, "lessons" | "ask">;
