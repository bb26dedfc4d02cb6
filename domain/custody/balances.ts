import * as z from "zod";
import { Fen, sumFen, ZERO_FEN } from "../shared/money.ts";
import { MoneyState } from "../shared/money-move.ts";

/** An enrolment's sub-ledger in numbers: what came in, and where all of it is now. In fen. */
export const Balances = z.object({
  /** What the family paid into custody. */
  paid: Fen,
  /** What came from another enrolment inside custody; it counts with `paid`. */
  transferredIn: Fen,
  unconsumed: Fen,
  pending: Fen,
  disputed: Fen,
  earned: Fen,
  releasing: Fen,
  released: Fen,
  refunding: Fen,
  refunded: Fen,
  transferredOut: Fen,
  reversed: Fen,
});
export type Balances = z.infer<typeof Balances>;

export const NO_MONEY: Balances = {
  paid: ZERO_FEN,
  transferredIn: ZERO_FEN,
  unconsumed: ZERO_FEN,
  pending: ZERO_FEN,
  disputed: ZERO_FEN,
  earned: ZERO_FEN,
  releasing: ZERO_FEN,
  released: ZERO_FEN,
  refunding: ZERO_FEN,
  refunded: ZERO_FEN,
  transferredOut: ZERO_FEN,
  reversed: ZERO_FEN,
};

/** The states whose money has left the enrolment's part of the custody account for good. */
const settledStates: ReadonlySet<MoneyState> = new Set([
  "released",
  "refunded",
  "transferredOut",
  "reversed",
]);

/** Whether money in that state lies in the custody account. */
export const isInCustody = (state: MoneyState): boolean => !settledStates.has(state);

/** All that ever came in: paid, and transferred in. */
export const receivedFen = (balances: Balances): Fen =>
  sumFen([balances.paid, balances.transferredIn]);

/** Every fen that came in, counted where it is now. */
export const accountedFen = (balances: Balances): Fen =>
  sumFen(MoneyState.options.map((state) => balances[state]));

/**
 * What the bank must still hold for this enrolment. Summed over an institution's enrolments, it may
 * never exceed the balance of the custody account.
 */
export const heldInCustodyFen = (balances: Balances): Fen =>
  sumFen(MoneyState.options.filter(isInCustody).map((state) => balances[state]));

/** Whether two sub-ledgers agree in every column. */
export const isSameBalances = (a: Balances, b: Balances): boolean =>
  Balances.keyof().options.every((column) => a[column] === b[column]);

/** The sum of several sub-ledgers, for the position of an institution or an authority. */
export function addBalances(a: Balances, b: Balances): Balances {
  const sum = (state: keyof Balances): Fen => sumFen([a[state], b[state]]);
  return {
    paid: sum("paid"),
    transferredIn: sum("transferredIn"),
    unconsumed: sum("unconsumed"),
    pending: sum("pending"),
    disputed: sum("disputed"),
    earned: sum("earned"),
    releasing: sum("releasing"),
    released: sum("released"),
    refunding: sum("refunding"),
    refunded: sum("refunded"),
    transferredOut: sum("transferredOut"),
    reversed: sum("reversed"),
  };
}
