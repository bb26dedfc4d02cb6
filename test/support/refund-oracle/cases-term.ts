import {
  type Changes,
  LIST_PRICE,
  type RefundCase,
  refundCase,
  withInterest,
} from "./case-builder.ts";

/** ¥920 for as many lessons as one likes from 1 March to 31 May 2026: 92 days, ¥10 a day. */
const term = (askedAt: string, changes: Changes = {}): Changes => ({
  paidFen: 92_000,
  lessons: 0,
  paidAt: "2026-02-10T10:00:00+08:00",
  startsAt: "2026-03-01T00:00:00+08:00",
  askedAt,
  ...changes,
  params: { unlimitedTerm: { from: "2026-03-01", to: "2026-05-31" }, ...changes.params },
});

const c = (name: string, changes: Changes, refundFen?: number, paidFen = 92_000): RefundCase =>
  refundCase(
    "22",
    name,
    changes,
    refundFen === undefined ? undefined : { refundFen, deductedFen: paidFen - refundFen },
  );

/** 29 days of a leap year's February. */
const LEAP = { unlimitedTerm: { from: "2028-02-01", to: "2028-02-29" } };

export const termCases: readonly RefundCase[] = [
  c("before the term all comes back", term("2026-02-28T23:59:59+08:00"), 92_000),
  c("on the first day 91 of 92 days remain", term("2026-03-01T00:00:00+08:00"), 91_000),
  c("at the end of March 61 remain", term("2026-03-31T12:00:00+08:00"), 61_000),
  c("on 20 May 11 remain", term("2026-05-20T23:59:59+08:00"), 11_000),
  c("on the last day but one a day remains", term("2026-05-30T12:00:00+08:00"), 1_000),
  refundCase("22", "on the last day nothing remains", term("2026-05-31T00:00:00+08:00"), {
    refundFen: 0,
    deductedFen: 92_000,
    refused: "nothing-refundable",
  }),
  c("after the term nothing remains", term("2026-06-10T12:00:00+08:00")),
  c("the day is Shanghai's", term("2026-03-31T16:00:00Z"), 60_000),
  c(
    "the institution's cause counts alike",
    term("2026-03-31T12:00:00+08:00", { cause: "institution" }),
  ),
  c(
    "there is no list price of a lesson",
    term("2026-03-31T12:00:00+08:00", { params: LIST_PRICE }),
    61_000,
  ),
  c(
    "on day 7 after payment the principal comes back",
    term("2026-03-09T12:00:00+08:00", { paidAt: "2026-03-02T10:00:00+08:00" }),
    92_000,
  ),
  // 31 May − 10 March = 82 days
  c(
    "on day 8 after payment the remaining term comes back",
    term("2026-03-10T12:00:00+08:00", { paidAt: "2026-03-02T10:00:00+08:00" }),
    82_000,
  ),
  // 100,000 × 11 ÷ 92 = 11,956.52
  c("an uneven price", term("2026-05-20T12:00:00+08:00", { paidFen: 100_000 }), 11_957, 100_000),
  // 46 × 1 ÷ 92 = 0.5
  c("half a fen goes up, to the family", term("2026-05-30T12:00:00+08:00", { paidFen: 46 }), 1, 46),
  c(
    "a leap year's February has 29 days",
    term("2028-02-14T12:00:00+08:00", { paidFen: 29_000, params: LEAP }),
    15_000,
    29_000,
  ),
  refundCase(
    "22",
    "the remaining term bears interest",
    term("2026-03-31T12:00:00+08:00", {
      cause: "institution",
      params: withInterest({ from: "2026-03-31", to: "2027-03-31", lprPpm: 30_000 }),
    }),
    // 61,000 × 3 %
    { refundFen: 61_000, deductedFen: 31_000, interestFen: 1_830 },
  ),
];
