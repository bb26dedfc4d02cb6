import { LIST_PRICE, type RefundCase, refundCase, span } from "./case-builder.ts";

/** Asked before the start, or in a window of the contract: all comes back. Start: 2026-03-16 at 18:00. */
const EARLY = { askedAt: "2026-03-15T12:00:00+08:00" } as const;

/** 480,000: nothing was taught. */
const ALL = { refundFen: 480_000, deductedFen: 0, returnedLessons: span(1, 40) };

export const startCases: readonly RefundCase[] = [
  refundCase("start", "the day before the start, all comes back", EARLY, ALL),
  refundCase(
    "start",
    "the last second before the start",
    { askedAt: "2026-03-16T17:59:59+08:00", params: LIST_PRICE },
    ALL,
  ),
  refundCase(
    "start",
    "the last second before the start, told in the time of Greenwich",
    { askedAt: "2026-03-16T09:59:59Z" },
    ALL,
  ),
  refundCase(
    "start",
    "at the start with nothing taught, all comes back as lessons",
    { askedAt: "2026-03-16T18:00:00+08:00", params: LIST_PRICE },
    ALL,
  ),
  refundCase("start", "before the start by the institution's cause", {
    ...EARLY,
    cause: "institution",
  }),
  refundCase("start", "before the start the list price has no say", {
    ...EARLY,
    params: LIST_PRICE,
  }),
  refundCase(
    "start",
    "a trial lesson confirmed before the start costs its contract price",
    { ...EARLY, lessonStates: { confirmed: 1 }, params: LIST_PRICE },
    // 480,000 − 1 × 12,000
    { refundFen: 468_000, deductedFen: 12_000, returnedLessons: span(2, 40) },
  ),
  refundCase(
    "start",
    "told to be after the start although the course's day has not come",
    { ...EARLY, beforeStart: false, lessonStates: { confirmed: 12 }, params: LIST_PRICE },
    // 480,000 − 12 × 15,000
    { refundFen: 300_000, deductedFen: 180_000 },
  ),
  refundCase(
    "start",
    "told to be before the start although the course's day has passed",
    { beforeStart: true, lessonStates: { confirmed: 12 }, params: LIST_PRICE },
    // 480,000 − 12 × 12,000
    { refundFen: 336_000, deductedFen: 144_000, returnedLessons: span(13, 40) },
  ),
  refundCase("start", "a disputed trial lesson stays frozen", {
    ...EARLY,
    lessonStates: { disputed: 1 },
  }),
  refundCase(
    "start",
    "an uneven price comes back to the fen",
    { ...EARLY, paidFen: 100_001, lessons: 7 },
    { refundFen: 100_001, deductedFen: 0, returnedLessons: span(1, 7) },
  ),
  refundCase(
    "start",
    "a gifted amount is not paid out",
    { ...EARLY, paidFen: 300_000, giftAmountFen: 60_000, lessons: 12, listUnitFen: 30_000 },
    { refundFen: 300_000, deductedFen: 0, returnedLessons: span(1, 12) },
  ),
  refundCase("start", "gifted lessons are not paid out", { ...EARLY, giftLessons: 5 }, ALL),
  refundCase("start", "a single lesson not begun", { ...EARLY, paidFen: 12_000, lessons: 1 }),
  refundCase("start", "a part given back before the start", {
    ...EARLY,
    askedLessons: span(21, 40),
  }),
  refundCase(
    "start",
    "at the last instant of the contract's own window",
    {
      lessonStates: { confirmed: 4 },
      params: { ...LIST_PRICE, fullRefundUntil: "2026-05-20T09:00:00+08:00" },
    },
    // 480,000 − 4 × 12,000
    { refundFen: 432_000, deductedFen: 48_000, returnedLessons: span(5, 40) },
  ),
  refundCase(
    "start",
    "a second after the contract's own window",
    {
      lessonStates: { confirmed: 4 },
      params: { ...LIST_PRICE, fullRefundUntil: "2026-05-20T08:59:59+08:00" },
    },
    // 480,000 − 4 × 15,000
    { refundFen: 420_000, deductedFen: 60_000 },
  ),
];
