import * as z from "zod";
import { LessonStatus } from "../lesson/transitions.ts";
import { endOfDay } from "../shared/deadline.ts";
import { EnrolmentId } from "../shared/ids.ts";
import { invariant } from "../shared/invariant.ts";
import { Fen, fen, subtractFen, sumFen } from "../shared/money.ts";
import { ok, type Result } from "../shared/result.ts";
import { addDays, EpochMs, LocalDate, shanghaiDate } from "../shared/time.ts";
import { checkGround, isBeforeStart, type GroundRefusal } from "./check-ground.ts";
import { interestTerms } from "./interest.ts";
import { principalOf } from "./principal.ts";
import { RefundTerm } from "./refund-term.ts";
import type { RefundCase } from "./refund-case.ts";
import { refuseRefund } from "./refusals.ts";
import { choose, sortLessons } from "./sort-lessons.ts";
import { RefundGround } from "../shared/refund-words.ts";

/** What a refund comes to and why, line by line: signed, valid for hours, binding to the fen. */
export const RefundQuote = z.object({
  enrolmentId: EnrolmentId,
  /** The ground that was applied: the one asked, or a better one that the facts open. */
  ground: RefundGround,
  /** The lessons given back, each with its amount and the status to which it returns if nothing comes of it. */
  lessons: z.array(
    z.object({ lessonNumber: z.int().min(1), amountFen: Fen, status: LessonStatus }),
  ),
  /** The lines; their amounts sum to `totalFen`. */
  terms: z.array(RefundTerm),
  /** Out of custody, by the bank: never more than the returned lessons' amounts. */
  custodyFen: Fen,
  /** By the institution itself: interest, and in deposit mode everything. */
  institutionFen: Fen,
  totalFen: Fen,
  /** What of the returned lessons' amounts falls to the institution. */
  deductedFen: Fen,
  /** The day from which interest runs. */
  terminatedOn: LocalDate,
  quotedAt: EpochMs,
  /** The first instant at which the quote no longer binds. */
  validUntil: EpochMs,
  /** The first instant at which payment is late, were the refund asked for with the quote. */
  payBy: EpochMs,
});
export type RefundQuote = z.infer<typeof RefundQuote>;

export type QuoteRefusal = GroundRefusal | "refund.lesson-not-refundable";

const HOUR_MS = 3_600_000;

/**
 * Works a refund out. Principal is the sum of the returned lessons' own amounts, so that it needs no rounding and
 * several refunds of one order come to the same as one; where article 19 is applied, less the difference of the
 * lessons taken to their undiscounted price, never below nothing (article 20). A lesson that awaits its family,
 * or is disputed, is in no refund until that is settled; a lesson whose fee is confirmed never comes out of custody.
 * @source 最高人民法院 法释〔2025〕4号 art. 14–22 (2025-05-01); GF-2021-2604
 */
export function quoteRefund(refund: RefundCase, at: EpochMs): Result<RefundQuote, QuoteRefusal> {
  const { order, lessons, rules } = refund;
  assertWhole(refund);
  const ground = checkGround(refund, at);
  if (!ground.ok) return ground;
  const sorted = choose(sortLessons(lessons), refund.ask.lessonNumbers);
  if ("refused" in sorted) return refuseRefund("refund.lesson-not-refundable", sorted.refused);
  const principal = principalOf(refund, ground.value, sorted);
  const inCustody = order.mode === "bank-custody" ? principal.principalFen : fen(0);
  const today = shanghaiDate(at);
  const terminatedOn = refund.ask.terminatedOn ?? today;
  const interest = interestTerms(refund, ground.value, {
    custodyFen: inCustody,
    restFen: subtractFen(principal.principalFen, inCustody),
    from: terminatedOn,
    to: today,
  });
  const interestFen = sumFen(interest.map(({ amountFen }) => fen(amountFen)));
  const totalFen = sumFen([principal.principalFen, interestFen]);
  const { payDaysBeforeStart, payDaysAfterStart } = rules;
  const payDays = isBeforeStart(order, at) ? payDaysBeforeStart : payDaysAfterStart;
  return ok({
    enrolmentId: order.enrolmentId,
    ground: ground.value,
    lessons: sorted.returned.map(({ lessonNumber, amountFen, status }) => ({
      lessonNumber,
      amountFen,
      status,
    })),
    terms: [...principal.terms, ...interest],
    custodyFen: inCustody,
    institutionFen: subtractFen(totalFen, inCustody),
    totalFen,
    deductedFen: principal.deductedFen,
    terminatedOn,
    quotedAt: at,
    validUntil: at + rules.quoteHours * HOUR_MS,
    payBy: endOfDay(addDays(today, payDays)),
  });
}

/** The lessons are those of the order, whole: else amounts would be missing or counted twice. */
function assertWhole({ order, lessons }: RefundCase): void {
  const numbers = new Set(lessons.map(({ lessonNumber }) => lessonNumber));
  invariant(numbers.size === lessons.length, `${order.enrolmentId} has each lesson once`);
  const amountFen = sumFen(lessons.map((lesson) => lesson.amountFen));
  invariant(
    amountFen === order.paidFen,
    `the lessons of ${order.enrolmentId} come to ${amountFen} fen, ${order.paidFen} fen were paid`,
  );
}
