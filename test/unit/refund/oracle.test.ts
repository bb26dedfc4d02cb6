import { describe, expect, it } from "vitest";
import type { LessonStatus } from "../../../domain/lesson/transitions.ts";
import { interestTerms } from "../../../domain/refund/interest.ts";
import { quoteRefund, type RefundQuote } from "../../../domain/refund/quote.ts";
import type { RefundAsk, RefundCase } from "../../../domain/refund/refund-case.ts";
import { fen } from "../../../domain/shared/money.ts";
import { localDate, shanghaiDate } from "../../../domain/shared/time.ts";
import { valueOf } from "../../support/money-builders.ts";
import { refundCases } from "../../support/refund-oracle/cases.ts";
import { lessonsOf } from "../../support/refund-oracle/lessons.ts";
import type { Answer, LessonState, Question } from "../../support/refund-oracle/question.ts";
import { refundCase } from "../../support/refunds.ts";

const statusOf: Readonly<Record<LessonState, LessonStatus>> = {
  unconsumed: "scheduled",
  pending: "requested",
  disputed: "disputed",
  confirmed: "confirmed",
  released: "released",
  returned: "returned",
};

/**
 * What the platform does not sell: cards of money and of a term, which have no lessons. Gift lessons are worth
 * nothing here, unless an authority finds otherwise by hand.
 */
const isOutside = ({ lessons, params }: Question): boolean =>
  lessons === 0 || params.unlimitedTerm !== undefined || (params.giftLessonValueFen ?? 0) > 0;

const ppmAsBasisPoints = (ppm = 0): number => ppm / 100;

/** What the oracle is told outright of the start, as an instant. */
const startOf = ({ startsAt, askedAt, beforeStart }: Question): number =>
  beforeStart === undefined ? Date.parse(startsAt) : Date.parse(askedAt) + (beforeStart ? 1 : 0);

/** The oracle's question in the terms of the product. */
function caseOf(given: Question): RefundCase {
  const { params, listUnitFen, askedLessons } = given;
  const { interest } = params;
  const base = refundCase({
    paidFen: given.paidFen,
    order: {
      paidAt: Date.parse(given.paidAt),
      startsAt: startOf(given),
      ...(listUnitFen === undefined ? {} : { listUnitFen: fen(listUnitFen) }),
      ...(params.fullRefundUntil === undefined
        ? {}
        : { fullRefundUntil: Date.parse(params.fullRefundUntil) + 1 }),
      ...(interest?.ratePpm === undefined
        ? {}
        : { agreedInterestBasisPoints: ppmAsBasisPoints(interest.ratePpm) }),
    },
    rules: {
      coolingOffDays: Math.max(7, params.coolingOffDays),
      isListPriceBasis: params.listPriceBasis,
      institutionCauseBasisPoints: ppmAsBasisPoints(interest?.lprPpm),
      consumerCauseBasisPoints: ppmAsBasisPoints(interest?.depositPpm),
      custodyBasisPoints: ppmAsBasisPoints(interest?.supervised?.ratePpm),
    },
    ask: {
      ground: given.cause,
      ...(askedLessons === undefined ? {} : { lessonNumbers: askedLessons }),
      hadSameService: given.sameServiceReceivedBefore ?? false,
    },
  });
  return {
    ...base,
    lessons: lessonsOf(given).map(({ n, amountFen, state }) => ({
      lessonNumber: n,
      amountFen: fen(amountFen),
      status: statusOf[state],
    })),
  };
}

/** The family asks for what serves it: the cooling-off where it is open, and else what it says. */
function quoteOf(given: Question) {
  const refund = caseOf(given);
  const at = Date.parse(given.askedAt);
  const asking = (ask: Partial<RefundAsk>) =>
    quoteRefund({ ...refund, ask: { ...refund.ask, ...ask } }, at);
  const coolingOff = asking({ ground: "cooling-off" });
  return coolingOff.ok ? coolingOff : asking({});
}

/** Interest from the day of termination to that of repayment; the quote itself counts to its own day. */
function interestBy(given: Question, { ground }: RefundQuote, principalFen: number): number {
  const { interest } = given.params;
  if (interest === undefined) return 0;
  const custodyFen = fen(Math.min(principalFen, interest.supervised?.fen ?? 0));
  const restFen = fen(principalFen - custodyFen);
  const [from, to] = [shanghaiDay(interest.from), shanghaiDay(interest.to)];
  return interestTerms(caseOf(given), ground, { custodyFen, restFen, from, to }).reduce(
    (sum, { amountFen }) => sum + amountFen,
    0,
  );
}

/** Whole days of interest are given, some as instants. */
const shanghaiDay = (text: string) =>
  text.length === 10 ? localDate(text) : shanghaiDate(Date.parse(text));

const inOracleWords = (given: Question, quote: RefundQuote, { returnedLessons }: Answer) => ({
  refundFen: quote.totalFen,
  interestFen: interestBy(given, quote, quote.totalFen),
  ...(returnedLessons === undefined
    ? {}
    : {
        returnedLessons: quote.lessons
          .map(({ lessonNumber }) => lessonNumber)
          .filter((number) => number <= given.lessons),
      }),
});

const inside = refundCases.filter(({ given }) => !isOutside(given));

describe("the quote and the oracle of the articles", () => {
  it("meet in most of the oracle's cases", () => {
    expect(inside.length).toBeGreaterThanOrEqual(100);
  });

  it.each(inside.filter(({ expect: answer }) => answer.refused === undefined))(
    "agree on art. $article: $name",
    ({ given, expect: answer }) => {
      const { refundFen, interestFen, returnedLessons } = answer;
      expect(inOracleWords(given, valueOf(quoteOf(given)), answer)).toEqual({
        refundFen,
        interestFen,
        ...(returnedLessons === undefined ? {} : { returnedLessons }),
      });
    },
  );

  it.each(inside.filter(({ expect: answer }) => answer.refused !== undefined))(
    "agree that nothing goes back on art. $article: $name",
    ({ given, expect: answer }) => {
      const quote = quoteOf(given);
      const said = quote.ok ? quote.value.totalFen : quote.refusal.code;
      // A gift lesson can be given back with the others: it brings nothing.
      const { lessons, giftLessons = 0 } = given;
      const isGiftOf = (number: number) => number > lessons && number <= lessons + giftLessons;
      const isGift = given.askedLessons?.some(isGiftOf) ?? false;
      const isRefused = answer.refused === "lesson-not-refundable" && !isGift;
      expect(said).toBe(isRefused ? "refund.lesson-not-refundable" : 0);
    },
  );
});
