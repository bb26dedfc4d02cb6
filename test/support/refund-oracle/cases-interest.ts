import {
  type Changes,
  LIST_PRICE,
  type RefundCase,
  refundCase,
  span,
  withInterest,
} from "./case-builder.ts";
import type { InterestTerms } from "./question.ts";

/** The rates of an ordinary contract: loan prime rate 3 %, deposit rate 1.5 %. */
const RATES = { lprPpm: 30_000, depositPpm: 15_000 };

/** 2026-06-01, when 12 of 40 lessons were taught: a principal of 336,000, at 3 % 10,080 a year, at 1.5 % 5,040. */
const until = (to: string, terms: Partial<InterestTerms> = {}): Changes =>
  between("2026-06-01", to, terms);

const between = (from: string, to: string, terms: Partial<InterestTerms> = {}): Changes => ({
  lessonStates: { confirmed: 12 },
  params: withInterest({ from, to, ...RATES, ...terms }),
});

const institution = (changes: Changes): Changes => ({ ...changes, cause: "institution" });

const c = (name: string, changes: Changes, interestFen?: number): RefundCase =>
  refundCase("16-17", name, changes, interestFen === undefined ? undefined : of(interestFen));

const of = (interestFen: number) => ({
  refundFen: 336_000,
  deductedFen: 144_000,
  returnedLessons: span(13, 40),
  interestFen,
});

/** A lesson of ¥1 not taught: at 1.5 % a year bears one and a half fen. */
const smallOrder = (paidFen: number, terms: Partial<InterestTerms> = {}): Changes => ({
  ...until("2027-06-01", terms),
  paidFen,
  lessons: 1,
  lessonStates: {},
});

export const interestCases: readonly RefundCase[] = [
  c("a year at the loan prime rate", institution(until("2027-06-01")), 10_080),
  c("a year at the deposit rate", until("2027-06-01"), 5_040),
  c("no day", until("2026-06-01"), 0),
  c("no day by the institution's cause", institution(until("2026-06-01"))),
  // 10,080 ÷ 365 = 27.6
  c("one day at the loan prime rate", institution(until("2026-06-02")), 28),
  // 5,040 ÷ 365 = 13.8
  c("one day at the deposit rate", until("2026-06-02"), 14),
  // 10,080 × 30 ÷ 365 = 828.49
  c("thirty days", institution(until("2026-07-01")), 828),
  // 336,000 × 0.05 % × 10 = 1,680
  c("ten days at the agreed 0.05 % a day", until("2026-06-11", { ratePpm: 182_500 }), 1_680),
  c(
    "the agreed rate beats the loan prime rate",
    institution(until("2027-06-01", { ratePpm: 20_000 })),
    6_720,
  ),
  c("an agreed rate of 0 is agreed", until("2027-06-01", { ratePpm: 0 }), 0),
  // 10,080 × 28 ÷ 365 = 773.26
  c("February of an ordinary year", institution(between("2026-02-01", "2026-03-01")), 773),
  // 10,080 × 29 ÷ 365 = 800.88
  c("February of a leap year", institution(between("2028-02-01", "2028-03-01")), 801),
  // 10,080 × 366 ÷ 365 = 10,107.6
  c(
    "a leap year has a day more, over the same 365",
    institution(between("2028-01-01", "2029-01-01")),
    10_108,
  ),
  c("over New Year", institution(between("2026-12-31", "2027-01-01")), 28),
  // told as instants: 23:30 in Shanghai is the same day, 00:30 the next
  c("the days are Shanghai's", until("2026-06-01T16:30:00Z", { from: "2026-06-01T15:30:00Z" }), 14),
  // 336,000 × 0.35 % = 1,176
  c("all of it supervised", until("2027-06-01", supervised(336_000)), 1_176),
  // 168,000 × 0.35 % + 168,000 × 3 % = 588 + 5,040
  c("half of it supervised", institution(until("2027-06-01", supervised(168_000))), 5_628),
  c("half of it supervised, by the consumer's cause", until("2027-06-01", supervised(168_000))),
  c("more supervised than comes back", until("2027-06-01", supervised(480_000)), 1_176),
  c(
    "the agreed rate covers the supervised part",
    until("2027-06-01", { ...supervised(168_000), ratePpm: 10_000 }),
    3_360,
  ),
  // 100 × 1.5 % = 1.5
  refundCase("16-17", "half a fen goes up", smallOrder(100), {
    refundFen: 100,
    deductedFen: 0,
    interestFen: 2,
    returnedLessons: [1],
  }),
  // 1.5 → 2 and 1.5 → 2, although together they are 3
  refundCase(
    "16-17",
    "each part is rounded at its own end",
    smallOrder(200, { supervised: { fen: 100, ratePpm: 15_000 } }),
    { refundFen: 200, deductedFen: 0, interestFen: 4, returnedLessons: [1] },
  ),
  // 33 × 1.5 % = 0.495
  refundCase("16-17", "just under half a fen goes down", smallOrder(33)),
  // 300,000 × 1.5 %
  refundCase("16-17", "on the refund at the list price", atList(12), {
    refundFen: 300_000,
    deductedFen: 180_000,
    interestFen: 4_500,
  }),
  refundCase("16-17", "a refund of 0 bears none", atList(35), {
    refundFen: 0,
    deductedFen: 480_000,
  }),
  refundCase("16-17", "a refund refused bears none", {
    ...until("2027-06-01"),
    lessonStates: { confirmed: 40 },
  }),
  refundCase(
    "16-17",
    "a refund before the start that is paid late bears it",
    {
      ...institution(between("2026-03-15", "2026-03-20")),
      lessonStates: {},
      askedAt: "2026-03-15T12:00:00+08:00",
    },
    // 480,000 × 3 % × 5 ÷ 365 = 197.26
    { refundFen: 480_000, deductedFen: 0, interestFen: 197, returnedLessons: span(1, 40) },
  ),
  refundCase(
    "16-17",
    "a large principal",
    {
      ...between("2026-06-01", "2026-08-30", { ratePpm: 182_500 }),
      paidFen: 100_000_000_000,
      lessonStates: {},
    },
    // 100,000,000,000 × 0.05 % × 90
    {
      refundFen: 100_000_000_000,
      deductedFen: 0,
      interestFen: 4_500_000_000,
      returnedLessons: span(1, 40),
    },
  ),
];

function supervised(fen: number): Partial<InterestTerms> {
  return { supervised: { fen, ratePpm: 3_500 } };
}

function atList(confirmed: number): Changes {
  const { params } = until("2027-06-01");
  return { lessonStates: { confirmed }, params: { ...params, ...LIST_PRICE } };
}
