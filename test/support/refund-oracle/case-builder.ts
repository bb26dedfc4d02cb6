import { refundByLaw } from "./oracle.ts";
import type { Answer, InterestTerms, LessonAt, LessonState, Params, Question } from "./question.ts";

/** One case of the oracle: a question, the law that it turns on, and the answer. */
export interface RefundCase {
  readonly name: string;
  readonly article: string;
  readonly given: Question;
  /** The oracle's answer, worked out when the cases are loaded. */
  readonly expect: Answer;
  /** The same answer worked out on paper; what is not named is 0, or absent. */
  readonly byHand?: ByHand;
}

export type ByHand = Pick<Answer, "refundFen" | "deductedFen"> & Partial<Answer>;

/** What a case changes of the ordinary order; `params` may name only what it changes. */
export type Changes = Partial<Omit<Question, "params">> & { readonly params?: Partial<Params> };

/** ¥4,800 for 40 lessons, list price ¥150, paid on a Monday, asked in the third month, after the start. */
const ORDINARY: Question = {
  paidFen: 480_000,
  lessons: 40,
  listUnitFen: 15_000,
  startsAt: "2026-03-16T18:00:00+08:00",
  paidAt: "2026-03-02T10:00:00+08:00",
  askedAt: "2026-05-20T09:00:00+08:00",
  lessonStates: {},
  cause: "consumer",
  params: { coolingOffDays: 7, listPriceBasis: false },
};

export function refundCase(
  article: string,
  name: string,
  changes: Changes,
  byHand?: ByHand,
): RefundCase {
  const given = { ...ORDINARY, ...changes, params: { ...ORDINARY.params, ...changes.params } };
  const worked = { name, article, given, expect: refundByLaw(given) };
  return byHand === undefined ? worked : { ...worked, byHand };
}

/** The given lessons in one state, for orders whose states do not lie in a row. */
export const inState = (state: LessonState, ...numbers: readonly number[]): LessonAt[] =>
  numbers.map((n) => ({ n, state }));

/** The whole numbers from the first to the last. */
export const span = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

export const LIST_PRICE = { listPriceBasis: true } as const;

export const withInterest = (terms: InterestTerms): Partial<Params> => ({ interest: terms });
