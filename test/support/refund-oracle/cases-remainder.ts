import { type Changes, inState, type RefundCase, refundCase, span } from "./case-builder.ts";

/** ¥1,000.01 for 7 lessons: 7 × 14,285 = 99,995, so the last lesson carries 14,285 + 6 = 14,291. */
const seven = (changes: Changes = {}): Changes => ({ paidFen: 100_001, lessons: 7, ...changes });
/** ¥5,000 for 60 lessons: 60 × 8,333 = 499,980, so the last carries 8,353. */
const sixty = (confirmed: number): Changes => ({
  paidFen: 500_000,
  lessons: 60,
  lessonStates: { confirmed },
});
/** 3 fen for 7 lessons: six of nothing, the last of 3. */
const tiny = (...confirmed: number[]): Changes => ({
  paidFen: 3,
  lessons: 7,
  lessonStates: inState("confirmed", ...confirmed),
});
const single = (changes: Changes = {}): Changes => ({ paidFen: 12_345, lessons: 1, ...changes });

/** Sums that do not divide: a lesson has its own amount, and the last one the rest. */
export const remainderCases: readonly RefundCase[] = [
  refundCase("18", "7 uneven lessons, none taught", seven(), {
    refundFen: 100_001,
    deductedFen: 0,
    returnedLessons: span(1, 7),
  }),
  refundCase("18", "7 uneven lessons, 3 taught", seven({ lessonStates: { confirmed: 3 } }), {
    // 3 × 14,285 = 42,855
    refundFen: 57_146,
    deductedFen: 42_855,
    returnedLessons: span(4, 7),
  }),
  refundCase("18", "7 uneven lessons, the last left", seven({ lessonStates: { confirmed: 6 } }), {
    refundFen: 14_291,
    deductedFen: 85_710,
    returnedLessons: [7],
  }),
  refundCase(
    "18",
    "7 uneven lessons, the last taught first",
    seven({ lessonStates: inState("confirmed", 7) }),
    { refundFen: 85_710, deductedFen: 14_291, returnedLessons: span(1, 6) },
  ),
  refundCase(
    "partial",
    "7 uneven lessons, the last given back",
    seven({ lessonStates: inState("confirmed", 1), askedLessons: [7] }),
    { refundFen: 14_291, deductedFen: 14_285, returnedLessons: [7] },
  ),
  refundCase(
    "partial",
    "7 uneven lessons, the rest after the last was given back",
    seven({ lessonStates: [...inState("confirmed", 1), ...inState("returned", 7)] }),
    // 5 × 14,285
    { refundFen: 71_425, deductedFen: 14_285, returnedLessons: span(2, 6) },
  ),
  refundCase("18", "60 uneven lessons, 30 taught", sixty(30), {
    // 500,000 − 30 × 8,333 = 500,000 − 249,990
    refundFen: 250_010,
    deductedFen: 249_990,
    returnedLessons: span(31, 60),
  }),
  refundCase("18", "60 uneven lessons, 59 taught", sixty(59), {
    // 59 × 8,333 = 491,647
    refundFen: 8_353,
    deductedFen: 491_647,
    returnedLessons: [60],
  }),
  refundCase("18", "60 uneven lessons, all taught", sixty(60)),
  refundCase("18", "more lessons than fen, six taught", tiny(...span(1, 6)), {
    refundFen: 3,
    deductedFen: 0,
    returnedLessons: [7],
  }),
  refundCase("18", "more lessons than fen, the one of worth taught", tiny(7), {
    refundFen: 0,
    deductedFen: 3,
    returnedLessons: span(1, 6),
  }),
  refundCase("18", "three lessons of a thousand yuan, two taught", {
    paidFen: 100_000,
    lessons: 3,
    lessonStates: { confirmed: 2 },
  }),
  refundCase("18", "one lesson, not taught", single(), {
    refundFen: 12_345,
    deductedFen: 0,
    returnedLessons: [1],
  }),
  refundCase("18", "one lesson, taught", single({ lessonStates: { confirmed: 1 } }), {
    refundFen: 0,
    deductedFen: 12_345,
    refused: "nothing-refundable",
  }),
  refundCase("held", "one lesson, pending", single({ lessonStates: { pending: 1 } })),
  refundCase("18", "one fen", { paidFen: 1, lessons: 1 }),
];
