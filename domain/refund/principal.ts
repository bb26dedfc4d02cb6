import { fen, subtractFen, ZERO_FEN, type Fen } from "../shared/money.ts";
import type { RefundCase } from "./refund-case.ts";
import { amountOf, lessonsOff, term, type RefundTerm } from "./refund-term.ts";
import type { SortedLessons } from "./sort-lessons.ts";
import type { RefundGround } from "../shared/refund-words.ts";

export interface Principal {
  /** The lines, which sum to `principalFen`. */
  readonly terms: readonly RefundTerm[];
  readonly principalFen: Fen;
  /** What of the returned lessons' amounts falls to the institution. */
  readonly deductedFen: Fen;
}

/** What goes back without interest, from what was paid down to the lessons that are returned. */
export function principalOf(
  refund: RefundCase,
  ground: RefundGround,
  sorted: SortedLessons,
): Principal {
  const raise = ground === "consumer" ? raiseToListPrice(refund, sorted) : NOTHING_RAISED;
  const principalFen = subtractFen(amountOf(sorted.returned), raise.deductedFen);
  const { paidFen } = refund.order;
  return {
    terms: [
      term("paid", paidFen, { lessonCount: refund.lessons.length }),
      ...lessonsOff("lessons-taken", sorted.taken),
      ...raise.terms,
      ...lessonsOff("lessons-awaiting-family", sorted.awaiting),
      ...lessonsOff("lessons-disputed", sorted.disputed),
      ...lessonsOff("lessons-refunded-before", sorted.refunded),
      ...lessonsOff("lessons-transferred", sorted.transferred),
      ...lessonsOff("lessons-kept", sorted.kept),
    ],
    principalFen,
    deductedFen: raise.deductedFen,
  };
}

interface Raise {
  readonly terms: readonly RefundTerm[];
  readonly deductedFen: Fen;
}

const NOTHING_RAISED: Raise = { terms: [], deductedFen: ZERO_FEN };

/**
 * The lessons taken cost their undiscounted price. The lessons that are kept bear the difference first, so that it
 * weighs on the family only where the contract ends; what earlier refunds have deducted is not deducted again; and
 * what the lessons cannot bear is never claimed. Gift lessons count as nothing.
 * @source 法释〔2025〕4号 art. 19–21 (2025-05-01); applied only where a rule pack opts for it
 */
function raiseToListPrice(
  { order, rules, deductedBeforeFen }: RefundCase,
  sorted: SortedLessons,
): Raise {
  const { listUnitFen } = order;
  if (!rules.isListPriceBasis || listUnitFen === undefined) return NOTHING_RAISED;
  const bought = sorted.taken.filter(({ amountFen }) => amountFen > 0);
  const differenceFen = listUnitFen * bought.length - amountOf(bought) - deductedBeforeFen;
  const toBearFen = differenceFen - amountOf(sorted.kept);
  if (toBearFen <= 0) return NOTHING_RAISED;
  const deductedFen = fen(Math.min(toBearFen, amountOf(sorted.returned)));
  const figures = { lessonCount: bought.length, unitFen: listUnitFen };
  const unborneFen = toBearFen - deductedFen;
  return {
    terms: [
      term("lessons-at-list-price", -toBearFen, figures),
      ...(unborneFen > 0 ? [term("nothing-beyond-prepayment", unborneFen)] : []),
    ],
    deductedFen,
  };
}
