import * as z from "zod";
import { fen, Fen, sumFen } from "../shared/money.ts";
import { RefundRule, refundRuleTexts } from "./ground.ts";
import type { RefundableLesson } from "./refund-case.ts";

/** One line of a quote. */
export const RefundTerm = z.object({
  rule: RefundRule,
  /** The article that it rests on. */
  article: z.string(),
  lessonCount: z.int().min(0).optional(),
  /** Per lesson, in fen; the remainder of a division lies on the order's last lesson. */
  unitFen: Fen.optional(),
  /** How interest came about: `principalFen × basisPoints / 10,000 × days / 365`, half a fen rounded up. */
  interest: z
    .object({ principalFen: Fen, basisPoints: z.int().min(0), days: z.int().min(0) })
    .optional(),
  /** What the line adds, or takes where it is negative. In fen. */
  amountFen: z.int(),
});
export type RefundTerm = z.infer<typeof RefundTerm>;

/** A line under its rule, with the rule's article. */
export const term = (
  rule: RefundRule,
  amountFen: number,
  figures: Omit<RefundTerm, "rule" | "article" | "amountFen"> = {},
): RefundTerm => ({ rule, article: refundRuleTexts[rule].article, ...figures, amountFen });

/** What lessons come to. */
export const amountOf = (lessons: readonly RefundableLesson[]): Fen =>
  sumFen(lessons.map(({ amountFen }) => amountFen));

/** The line that takes these lessons off; none where there are none. */
export function lessonsOff(rule: RefundRule, lessons: readonly RefundableLesson[]): RefundTerm[] {
  const [first] = lessons;
  if (first === undefined) return [];
  const figures = { lessonCount: lessons.length, unitFen: fen(first.amountFen) };
  return [term(rule, 0 - amountOf(lessons), figures)];
}
