import * as z from "zod";
import { invariant } from "./invariant.ts";

/**
 * Money in whole fen (分, 1/100 yuan), as a safe integer that is never negative.
 * The largest amount, 2^53 − 1 fen, is about 90 trillion yuan.
 */
export const Fen = z.int().min(0).brand("Fen");
export type Fen = z.infer<typeof Fen>;

/** Reads a number as fen. @throws InvariantBroken when it is negative, fractional or too large. */
export function fen(amount: number): Fen {
  const parsed = Fen.safeParse(amount);
  invariant(parsed.success, `${amount} is not an amount in whole fen`);
  return parsed.data;
}

export const ZERO_FEN = fen(0);

export const addFen = (a: Fen, b: Fen): Fen => fen(a + b);

/** @throws InvariantBroken when the result would be negative: callers check first. */
export const subtractFen = (a: Fen, b: Fen): Fen => fen(a - b);

export const sumFen = (amounts: readonly Fen[]): Fen => amounts.reduce(addFen, ZERO_FEN);

/**
 * Splits a payment over its lessons: equal whole fen, the remainder on the last lesson, so that the
 * lesson amounts sum to what was paid.
 * @param lessonNumber counted from 1
 */
export function lessonAmountFen(paid: Fen, lessonCount: number, lessonNumber: number): Fen {
  invariant(
    Number.isInteger(lessonNumber) && lessonNumber >= 1 && lessonNumber <= lessonCount,
    `lesson ${lessonNumber} of ${lessonCount} does not exist`,
  );
  const each = Math.floor(paid / lessonCount);
  return lessonNumber < lessonCount ? fen(each) : fen(paid - each * (lessonCount - 1));
}
