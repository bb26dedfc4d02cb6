import type { LessonAt, LessonCounts, LessonState, Question } from "./question.ts";

/** One lesson of the order: its number from 1, its own amount, and whether it was a gift. */
export interface Lesson {
  readonly n: number;
  readonly amountFen: number;
  readonly isGift: boolean;
  readonly state: LessonState;
}

/** The order in which counts are laid over the lessons; what they leave is unconsumed. */
const COUNTED: readonly LessonState[] = [
  "released",
  "confirmed",
  "pending",
  "disputed",
  "returned",
  "unconsumed",
];

/**
 * The lessons of an order. A paid lesson carries the whole fen of paid ÷ lessons, the last one what is left;
 * a gifted lesson carries nothing (article 21).
 * @throws RangeError when a state names a lesson that the order does not have, or names one twice.
 */
export function lessonsOf(asked: Question): readonly Lesson[] {
  const { paidFen, lessons: paidLessons, giftLessons = 0, lessonStates } = asked;
  const count = paidLessons + giftLessons;
  const states = isList(lessonStates) ? listed(lessonStates, count) : laid(lessonStates, count);
  return states.map((state, index) => {
    const n = index + 1;
    const isGift = n > paidLessons;
    return { n, isGift, state, amountFen: isGift ? 0 : amountOf(n, paidFen, paidLessons) };
  });
}

export const isConsumed = ({ state }: Lesson): boolean =>
  state === "confirmed" || state === "released";

export const isHeld = ({ state }: Lesson): boolean => state === "pending" || state === "disputed";

/** A gifted lesson has no refund value, so only a paid one can be given back for money. */
export const isRefundable = ({ state, isGift }: Lesson): boolean =>
  state === "unconsumed" && !isGift;

export const amountsOf = (lessons: readonly Lesson[]): number =>
  lessons.reduce((sum, { amountFen }) => sum + amountFen, 0);

function amountOf(n: number, paidFen: number, lessons: number): number {
  const share = Number(BigInt(paidFen) / BigInt(lessons));
  return n === lessons ? paidFen - share * (lessons - 1) : share;
}

const isList = (states: LessonCounts | readonly LessonAt[]): states is readonly LessonAt[] =>
  Array.isArray(states);

function listed(named: readonly LessonAt[], count: number): LessonState[] {
  const states = new Map<number, LessonState>();
  for (const { n, state } of named) {
    if (!Number.isInteger(n) || n < 1 || n > count)
      throw new RangeError(`lesson ${n} is not one of 1 to ${count}`);
    if (states.has(n)) throw new RangeError(`lesson ${n} is named twice`);
    states.set(n, state);
  }
  return Array.from({ length: count }, (_, index) => states.get(index + 1) ?? "unconsumed");
}

function laid(counts: LessonCounts, count: number): LessonState[] {
  const states = COUNTED.flatMap((state) =>
    Array.from({ length: counts[state] ?? 0 }, () => state),
  );
  if (states.length > count)
    throw new RangeError(`${states.length} states are given for ${count} lessons`);
  while (states.length < count) states.push("unconsumed");
  return states;
}
