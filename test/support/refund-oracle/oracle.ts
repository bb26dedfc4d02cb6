import {
  article14CoolingOff,
  article18DiscountedValue,
  article18GiftedAmount,
  article19UndiscountedValue,
  article20NoFurtherClaim,
  article21GiftsUsed,
  article22RemainingTerm,
  faceUsed,
} from "./articles.ts";
import { instantOf } from "./days.ts";
import { articles16And17Interest } from "./interest.ts";
import { amountsOf, isHeld, isRefundable, type Lesson, lessonsOf } from "./lessons.ts";
import type { Answer, Question } from "./question.ts";

/**
 * What the law gives back, worked out from `domain.md` alone: no code and no data of the product.
 * `refund = paid − returned before − held − value of what was consumed`, never below 0.
 * @throws RangeError when the question contradicts itself.
 */
export function refundByLaw(asked: Question): Answer {
  if (instantOf(asked.askedAt) < instantOf(asked.paidAt))
    throw new RangeError(`asked at ${asked.askedAt}, before the payment at ${asked.paidAt}`);
  const lessons = lessonsOf(asked);
  const heldFen = amountsOf(lessons.filter(isHeld));
  const returnedFen = amountsOf(lessons.filter(({ state }) => state === "returned"));
  const thereFen = asked.paidFen - heldFen - returnedFen;
  const deductedFen = article20NoFurtherClaim(consumedValue(asked, lessons), thereFen);
  const restFen = thereFen - deductedFen;
  const nothing = { refundFen: 0, interestFen: 0, deductedFen, heldFen };

  if (!areRefundable(asked.askedLessons, lessons))
    return { ...nothing, refused: "lesson-not-refundable" };
  if (!isAnythingLeft(asked, lessons, restFen))
    return { ...nothing, refused: "nothing-refundable" };

  const given = lessons
    .filter(isRefundable)
    .filter(({ n }) => asked.askedLessons?.includes(n) ?? true);
  const refundFen =
    asked.askedLessons === undefined ? restFen : Math.min(amountsOf(given), restFen);
  const answer = { ...nothing, refundFen, interestFen: interestOn(refundFen, asked) };
  const isSumOfLessons = given.length > 0 && amountsOf(given) === refundFen;
  return isSumOfLessons ? { ...answer, returnedLessons: given.map(({ n }) => n) } : answer;
}

/**
 * Everything comes back before the start, in the cooling-off days, and in the contract's own window: then no rule
 * but the contract's own price may value a lesson that was taken all the same.
 */
function isPrincipalBack(asked: Question): boolean {
  const { fullRefundUntil } = asked.params;
  const isInWindow =
    fullRefundUntil !== undefined && instantOf(asked.askedAt) <= instantOf(fullRefundUntil);
  return isBeforeStart(asked) || article14CoolingOff(asked) || isInWindow;
}

const isBeforeStart = (asked: Question): boolean =>
  asked.beforeStart ?? instantOf(asked.askedAt) < instantOf(asked.startsAt);

function consumedValue(asked: Question, lessons: readonly Lesson[]): number {
  const { paidFen, giftAmountFen, params } = asked;
  if (params.unlimitedTerm !== undefined) return usedTerm(asked, params.unlimitedTerm);
  const gifts = article21GiftsUsed(lessons, params.giftLessonValueFen);
  if (giftAmountFen !== undefined) {
    const face = faceUsed(asked, lessons);
    return (
      gifts + (isAtListPrice(asked) ? face : article18GiftedAmount(face, paidFen, giftAmountFen))
    );
  }
  const discounted = article18DiscountedValue(lessons);
  if (!isAtListPrice(asked) || asked.listUnitFen === undefined) return gifts + discounted;
  // A price below the contract's own is no undiscounted price.
  return gifts + Math.max(article19UndiscountedValue(lessons, asked.listUnitFen), discounted);
}

function usedTerm(asked: Question, term: { readonly from: string; readonly to: string }): number {
  if (isPrincipalBack(asked)) return 0;
  return asked.paidFen - article22RemainingTerm(asked.paidFen, term, asked.askedAt);
}

/** Article 19 binds only the consumer's own cause, only where it was opted into. */
const isAtListPrice = (asked: Question): boolean =>
  asked.params.listPriceBasis && asked.cause === "consumer" && !isPrincipalBack(asked);

/**
 * A refund of 0 by article 20 is an answer, not a refusal: something was left, only its money was not. A card of
 * money has face value left, a card of a term has days left, any other order has lessons left.
 */
function isAnythingLeft(asked: Question, lessons: readonly Lesson[], restFen: number): boolean {
  if (lessons.length > 0)
    return lessons.some(isRefundable) && (asked.askedLessons?.length ?? 1) > 0;
  if (asked.giftAmountFen === undefined) return restFen > 0;
  return faceUsed(asked, lessons) < asked.paidFen + asked.giftAmountFen;
}

const areRefundable = (numbers: readonly number[] = [], lessons: readonly Lesson[]): boolean =>
  numbers.every((n) => lessons.some((lesson) => lesson.n === n && isRefundable(lesson)));

/** Article 14 gives back the principal, so a withdrawal in the cooling-off days bears no interest. */
function interestOn(refundFen: number, asked: Question): number {
  const terms = asked.params.interest;
  if (terms === undefined || article14CoolingOff(asked)) return 0;
  return articles16And17Interest(refundFen, terms, asked.cause);
}
