import * as z from "zod";
import { Fen } from "./money.ts";

/** Where an enrolment's money can be; every fen is in exactly one of these states. */
export const MoneyState = z.enum([
  /** Paid, and not yet asked for by the institution. */
  "unconsumed",
  /** The institution has asked the family to confirm the lesson. */
  "pending",
  /** The family disputes the lesson: frozen, this lesson only. */
  "disputed",
  /** Confirmed; the bank is not yet instructed. */
  "earned",
  /** The bank is instructed to pay the institution. */
  "releasing",
  /** The bank has paid the institution. */
  "released",
  /** Asked back by the family, and not yet paid back by the bank. */
  "refunding",
  /** The bank has paid the family back. */
  "refunded",
  /** Moved to another enrolment inside custody, at a change of class. */
  "transferredOut",
  /** The bank has taken it back out of custody, by reversing the pay-in that brought it. 冲正 */
  "reversed",
]);
export type MoneyState = z.infer<typeof MoneyState>;

/** Why money moves. One reason belongs to one move of the table in `domain/custody/money-state.ts`. */
export const MoveReason = z.enum([
  "payment-received",
  "transferred-in",
  "confirmation-requested",
  "lesson-confirmed",
  "confirmation-undone",
  "lesson-deemed",
  "lesson-disputed",
  "dispute-withdrawn",
  "dispute-won-by-institution",
  "dispute-won-by-family",
  "release-instructed",
  "release-executed",
  "release-returned",
  "refund-requested",
  "refund-withdrawn",
  "refund-executed",
  "refund-deduction-earned",
  "transferred-out",
  "payment-reversed",
]);
export type MoveReason = z.infer<typeof MoveReason>;

/**
 * What holds the money: a lesson (`lesson:3`), or the id of a payment, an instruction or a refund.
 * Money leaves a state under the hold that its lesson or instruction names.
 */
export const Hold = z.string().regex(/^(lesson:[1-9][0-9]{0,2}|[a-z]{3}_[0-9A-Z]{26})$/);

/** Any movement inside an enrolment's sub-ledger: a fact, never edited; mistakes take a further move. */
export const LedgerMove = z.object({
  from: z.union([MoneyState, z.literal("outside")]),
  to: MoneyState,
  amountFen: Fen.refine((amount) => amount > 0, "a move carries money"),
  hold: Hold,
  reason: MoveReason,
});
export type LedgerMove = z.infer<typeof LedgerMove>;

/**
 * By which money leaves at the bank's own word. It has a shape apart, so that what was published of all other
 * movements keeps its meaning.
 */
export const ReversalMove = LedgerMove.extend({
  from: z.literal("unconsumed"),
  to: z.literal("reversed"),
  reason: z.literal("payment-reversed"),
});
export type ReversalMove = z.infer<typeof ReversalMove>;

const State = MoneyState.exclude(["reversed"]);

/** Every other movement, as the events publish it. */
export const MoneyMove = LedgerMove.extend({
  from: z.union([State, z.literal("outside")]),
  to: State,
  reason: MoveReason.exclude(["payment-reversed"]),
});
export type MoneyMove = z.infer<typeof MoneyMove>;

/** The hold of a lesson's money. @param lessonNumber counted from 1 */
export const lessonHold = (lessonNumber: number): string => `lesson:${lessonNumber}`;
