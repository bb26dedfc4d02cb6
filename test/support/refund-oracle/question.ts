/**
 * What a refund is asked about, in the words of the law and not of the product: one order of one student, the
 * states of its lessons at the moment of asking, and the terms that law, province and contract leave open.
 * Money is whole fen, rates are parts per million a year, instants are RFC 3339 of Asia/Shanghai.
 */
export interface Question {
  readonly paidFen: number;
  /** Lessons that were paid for; 0 for a card of money or of a term. */
  readonly lessons: number;
  /** Undiscounted price of one lesson, where one is known. */
  readonly listUnitFen?: number | undefined;
  /** Money that the institution put on top of what was paid. */
  readonly giftAmountFen?: number;
  /** Face value used of a card of money; without it, each taught lesson uses its undiscounted price. */
  readonly faceUsedFen?: number;
  /** Lessons given on top; they are numbered after the paid ones. */
  readonly giftLessons?: number;
  readonly startsAt: string;
  readonly paidAt: string;
  readonly askedAt: string;
  /**
   * Counts are laid from lesson 1: released, confirmed, pending, disputed, returned; a list names lessons by number;
   * the rest is unconsumed.
   */
  readonly lessonStates: LessonCounts | readonly LessonAt[];
  readonly cause: "consumer" | "institution";
  /** Says it outright; without it, asking before `startsAt` is before the start. */
  readonly beforeStart?: boolean;
  /** The same service had been received, here or elsewhere, when the contract was made (article 14). */
  readonly sameServiceReceivedBefore?: boolean;
  /** Only these lessons are given back and the order goes on. */
  readonly askedLessons?: readonly number[];
  readonly params: Params;
}

export interface Params {
  /** Days after payment; the contract may give more than the law's seven, never fewer. */
  readonly coolingOffDays: number;
  /** Article 19 is opted into. */
  readonly listPriceBasis: boolean;
  /** The contract's own window in which everything is given back, its last instant included. */
  readonly fullRefundUntil?: string;
  /** What one taught gifted lesson is held to be worth (article 21); 0 unless decided. */
  readonly giftLessonValueFen?: number;
  readonly interest?: InterestTerms;
  /** First and last day of a contract of unlimited times, both included. */
  readonly unlimitedTerm?: { readonly from: string; readonly to: string };
}

export interface InterestTerms {
  /** Day of termination, from which interest runs, and day of repayment. */
  readonly from: string;
  readonly to: string;
  /** The agreed rate. */
  readonly ratePpm?: number;
  /** One-year loan prime rate when the contract was made. */
  readonly lprPpm?: number;
  /** One-year deposit rate of the People's Bank. */
  readonly depositPpm?: number;
  /** The part of the principal that lies in the supervised account, and what that account really yields. */
  readonly supervised?: { readonly fen: number; readonly ratePpm: number };
}

export type LessonState =
  "unconsumed" | "pending" | "disputed" | "confirmed" | "released" | "returned";

export type LessonCounts = Readonly<Partial<Record<LessonState, number>>>;

export interface LessonAt {
  readonly n: number;
  readonly state: LessonState;
}

/** The answer. For a refund of the whole, `paid = refund + deducted + held + returned before`. */
export interface Answer {
  readonly refundFen: number;
  readonly interestFen: number;
  /** What the institution keeps for what was consumed; never more than there is left to keep. */
  readonly deductedFen: number;
  /** Lessons pending or disputed: neither consumed nor refundable yet. */
  readonly heldFen: number;
  /** The lessons given back, where the refund is exactly the sum of their amounts; else it is a formula's money. */
  readonly returnedLessons?: readonly number[];
  readonly refused?: Refusal;
}

export type Refusal = "nothing-refundable" | "lesson-not-refundable";
