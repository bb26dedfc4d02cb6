import { type Changes, LIST_PRICE, type RefundCase, refundCase, span } from "./case-builder.ts";

/** After the start, by whose cause the contract ends: articles 18, 19 and 20. */
const taught = (confirmed: number, changes: Changes = {}): Changes => ({
  lessonStates: { confirmed },
  ...changes,
});
const atList = (confirmed: number, changes: Changes = {}): Changes =>
  taught(confirmed, { ...changes, params: LIST_PRICE });
const byInstitution = (confirmed: number): Changes => atList(confirmed, { cause: "institution" });

/** The largest sum that a number holds exactly, in 60 lessons. */
const LARGEST = { paidFen: Number.MAX_SAFE_INTEGER, lessons: 60 } as const;

export const causeCases: readonly RefundCase[] = [
  refundCase("18", "vector: 12 of 40 taught", taught(12), {
    // 4,800 − 12 × 120 = 3,360
    refundFen: 336_000,
    deductedFen: 144_000,
    returnedLessons: span(13, 40),
  }),
  refundCase("19", "vector: 12 of 40 taught at the list price", atList(12), {
    // 4,800 − 12 × 150 = 3,000
    refundFen: 300_000,
    deductedFen: 180_000,
  }),
  refundCase("18", "vector: 35 of 40 taught", taught(35), {
    // 4,800 − 35 × 120 = 600
    refundFen: 60_000,
    deductedFen: 420_000,
    returnedLessons: span(36, 40),
  }),
  refundCase("20", "vector: 35 of 40 taught at the list price", atList(35), {
    // 35 × 150 = 5,250 > 4,800: 0, not −450
    refundFen: 0,
    deductedFen: 480_000,
  }),
  refundCase("18", "nothing taught", taught(0), {
    refundFen: 480_000,
    deductedFen: 0,
    returnedLessons: span(1, 40),
  }),
  refundCase("18", "one taught", taught(1)),
  refundCase("18", "half taught", taught(20)),
  refundCase("18", "one left", taught(39), {
    refundFen: 12_000,
    deductedFen: 468_000,
    returnedLessons: [40],
  }),
  refundCase("18", "none left", taught(40), {
    refundFen: 0,
    deductedFen: 480_000,
    refused: "nothing-refundable",
  }),
  refundCase(
    "18",
    "released and confirmed lessons are consumed alike",
    {
      lessonStates: { released: 9, confirmed: 3 },
    },
    { refundFen: 336_000, deductedFen: 144_000, returnedLessons: span(13, 40) },
  ),
  refundCase(
    "19",
    "where no list price is known the contract price is deducted",
    atList(12, { listUnitFen: undefined }),
    {
      refundFen: 336_000,
      deductedFen: 144_000,
      returnedLessons: span(13, 40),
    },
  ),
  refundCase(
    "18",
    "the institution's cause never brings the list price, 12 taught",
    byInstitution(12),
    {
      refundFen: 336_000,
      deductedFen: 144_000,
      returnedLessons: span(13, 40),
    },
  ),
  refundCase(
    "18",
    "the institution's cause never brings the list price, 35 taught",
    byInstitution(35),
    {
      refundFen: 60_000,
      deductedFen: 420_000,
      returnedLessons: span(36, 40),
    },
  ),
  refundCase("18", "the institution's cause with one lesson left", byInstitution(39)),
  refundCase("18", "the institution's cause with none left", byInstitution(40)),
  refundCase("19", "nothing taught at the list price", atList(0)),
  refundCase("19", "one taught at the list price", atList(1)),
  refundCase("19", "the list price leaves the price of one lesson", atList(31), {
    // 480,000 − 31 × 15,000 = 480,000 − 465,000
    refundFen: 15_000,
    deductedFen: 465_000,
  }),
  refundCase("19", "the list price comes to the payment exactly", atList(32), {
    // 32 × 15,000 = 480,000
    refundFen: 0,
    deductedFen: 480_000,
  }),
  refundCase("20", "the list price exceeds the payment by one lesson", atList(33)),
  refundCase("20", "39 of 40 taught at the list price", atList(39)),
  refundCase("20", "none left at the list price is a refusal, not a refund of 0", atList(40)),
  refundCase(
    "20",
    "by one fen: the list price just exceeds the payment",
    {
      ...atList(10, { paidFen: 99_999, lessons: 11, listUnitFen: 10_000 }),
    },
    {
      // 10 × 10,000 = 100,000 > 99,999
      refundFen: 0,
      deductedFen: 99_999,
    },
  ),
  refundCase(
    "19",
    "by one fen: the list price just leaves one",
    {
      ...atList(10, { paidFen: 100_001, lessons: 11, listUnitFen: 10_000 }),
    },
    {
      refundFen: 1,
      deductedFen: 100_000,
    },
  ),
  refundCase("19", "the list price is the contract price", atList(12, { listUnitFen: 12_000 })),
  refundCase(
    "19",
    "a list price below the contract price is none",
    atList(12, { listUnitFen: 10_000 }),
    {
      refundFen: 336_000,
      deductedFen: 144_000,
      returnedLessons: span(13, 40),
    },
  ),
  refundCase(
    "19",
    "an uneven list price",
    atList(3, { paidFen: 99_999, lessons: 8, listUnitFen: 15_001 }),
    {
      // 99,999 − 3 × 15,001 = 99,999 − 45,003
      refundFen: 54_996,
      deductedFen: 45_003,
    },
  ),
  refundCase(
    "19",
    "a large list price",
    atList(30, {
      paidFen: 100_000_000_000,
      lessons: 60,
      listUnitFen: 2_000_000_000,
    }),
    {
      // 100,000,000,000 − 30 × 2,000,000,000
      refundFen: 40_000_000_000,
      deductedFen: 60_000_000_000,
    },
  ),
  refundCase("18", "the largest sum, one taught", taught(1, LARGEST), {
    // 9,007,199,254,740,991 ÷ 60 = 150,119,987,579,016, rest 31
    refundFen: 8_857_079_267_161_975,
    deductedFen: 150_119_987_579_016,
    returnedLessons: span(2, 60),
  }),
  refundCase("18", "the largest sum, the last lesson left with the rest", taught(59, LARGEST), {
    // 150,119,987,579,016 + 31
    refundFen: 150_119_987_579_047,
    deductedFen: 8_857_079_267_161_944,
    returnedLessons: [60],
  }),
];
