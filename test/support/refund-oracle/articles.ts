import { dayOf, daysBetween } from "./days.ts";
import { fraction, roundHalfUp, times } from "./fraction.ts";
import { amountsOf, isConsumed, type Lesson } from "./lessons.ts";
import type { Question } from "./question.ts";

/**
 * The Supreme Court's interpretation on prepaid consumption, 法释〔2025〕4号 (in force 2025-05-01), one function
 * per article, as `domain.md` §2 gives it.
 */

const LEGAL_COOLING_OFF_DAYS = 7;

/**
 * Article 14: the principal comes back on request within seven days of payment, unless the same service had
 * already been received when the contract was made. The day of payment is not counted (Civil Code 201) and the
 * seventh runs to its midnight. A contract may give more days; fewer are void, since better terms alone win.
 */
export function article14CoolingOff(asked: Question): boolean {
  if (asked.sameServiceReceivedBefore === true) return false;
  const days = Math.max(asked.params.coolingOffDays, LEGAL_COOLING_OFF_DAYS);
  return daysBetween(asked.paidAt, asked.askedAt) <= days;
}

/** Article 18: lessons × discounted unit, each lesson at its own amount so that the fen add up. */
export const article18DiscountedValue = (lessons: readonly Lesson[]): number =>
  amountsOf(lessons.filter(isConsumed));

/** Article 18, with a gifted amount: face value used × paid ÷ (paid + gift). */
export const article18GiftedAmount = (faceFen: number, paidFen: number, giftFen: number): number =>
  roundHalfUp(times(fraction(faceFen), fraction(paidFen, paidFen + giftFen)));

/** Article 19: lessons × undiscounted price. Gifts are article 21's. */
export const article19UndiscountedValue = (
  lessons: readonly Lesson[],
  listUnitFen: number,
): number => listUnitFen * paidAndConsumed(lessons).length;

/** Article 20: what exceeds the money that is there is not claimed from the family; the refund is then 0. */
export const article20NoFurtherClaim = (consumedFen: number, thereFen: number): number =>
  Math.min(consumedFen, thereFen);

/** Article 21: gifts that were used are judged case by case; each is worth nothing unless it was decided. */
export const article21GiftsUsed = (lessons: readonly Lesson[], valueFen = 0): number =>
  valueFen * lessons.filter((lesson) => lesson.isGift && isConsumed(lesson)).length;

/**
 * Article 22: of a contract of unlimited times, paid × remaining term ÷ whole term comes back. Terms are counted
 * in days with both ends; the day of asking was still at the family's disposal and counts as used.
 */
export function article22RemainingTerm(
  paidFen: number,
  term: { readonly from: string; readonly to: string },
  askedAt: string,
): number {
  const wholeDays = daysBetween(term.from, term.to) + 1;
  if (wholeDays < 1) throw new RangeError(`the term ${term.from} to ${term.to} runs backwards`);
  const remaining = Math.min(Math.max(dayOf(term.to) - dayOf(askedAt), 0), wholeDays);
  return roundHalfUp(times(fraction(paidFen), fraction(remaining, wholeDays)));
}

const paidAndConsumed = (lessons: readonly Lesson[]): readonly Lesson[] =>
  lessons.filter((lesson) => !lesson.isGift && isConsumed(lesson));

/** Face value used of a gifted amount: as told, or the undiscounted price of each taught lesson. */
export function faceUsed(asked: Question, lessons: readonly Lesson[]): number {
  if (asked.faceUsedFen !== undefined) return asked.faceUsedFen;
  if (asked.listUnitFen === undefined) throw new RangeError("no face value of a lesson is known");
  return article19UndiscountedValue(lessons, asked.listUnitFen);
}
