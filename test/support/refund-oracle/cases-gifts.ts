import {
  type Changes,
  inState,
  LIST_PRICE,
  type RefundCase,
  refundCase,
  span,
} from "./case-builder.ts";

/** A card of money: ¥3,000 paid, ¥600 given on top, so much face value used. */
const card = (faceUsedFen: number, changes: Changes = {}): Changes => ({
  paidFen: 300_000,
  giftAmountFen: 60_000,
  lessons: 0,
  faceUsedFen,
  ...changes,
});

/** The same money as 12 lessons of ¥300 face value, each worth ¥250 of what was paid. */
const TWELVE = { paidFen: 300_000, giftAmountFen: 60_000, lessons: 12, listUnitFen: 30_000 };

/** 90,000 × 300,000 ÷ 360,000 = 75,000 */
const VECTOR = { refundFen: 225_000, deductedFen: 75_000 };

const giftedAmounts: readonly RefundCase[] = [
  refundCase("18", "vector: paid 3,000, gift 600, face 900 used", card(90_000), VECTOR),
  refundCase("18", "the vector by the institution's cause", card(90_000, { cause: "institution" })),
  refundCase(
    "18",
    "the vector by the institution's cause knows no list price",
    card(90_000, { cause: "institution", params: LIST_PRICE }),
    VECTOR,
  ),
  refundCase(
    "18",
    "the vector as three lessons of twelve",
    { ...TWELVE, lessonStates: { confirmed: 3 } },
    { ...VECTOR, returnedLessons: span(4, 12) },
  ),
  refundCase(
    "19",
    "the consumer's cause at the list price deducts the whole face value",
    card(90_000, { params: LIST_PRICE }),
    { refundFen: 210_000, deductedFen: 90_000 },
  ),
  refundCase(
    "20",
    "the whole face value exceeds the payment, not the card",
    card(330_000, { params: LIST_PRICE }),
    { refundFen: 0, deductedFen: 300_000 },
  ),
  // 330,000 × 5 ÷ 6 = 275,000
  refundCase("18", "the same card by the ratio", card(330_000), {
    refundFen: 25_000,
    deductedFen: 275_000,
  }),
  refundCase("18", "nothing of the card used", card(0)),
  refundCase("18", "the whole card used", card(360_000), {
    refundFen: 0,
    deductedFen: 300_000,
    refused: "nothing-refundable",
  }),
  refundCase("18", "more than the whole card used", card(400_000), {
    refundFen: 0,
    deductedFen: 300_000,
    refused: "nothing-refundable",
  }),
  refundCase("18", "a fen of face value, half a fen of payment: up", half(1), {
    // 1 × 100 ÷ 200 = 0.5 → 1
    refundFen: 99,
    deductedFen: 1,
  }),
  refundCase("18", "three fen of face value, one and a half of payment: up", half(3), {
    // 3 × 100 ÷ 200 = 1.5 → 2
    refundFen: 98,
    deductedFen: 2,
  }),
  refundCase(
    "18",
    "a third of a fen goes down",
    card(2, { paidFen: 200_000, giftAmountFen: 100_000 }),
    {
      // 2 × 2 ÷ 3 = 1.33 → 1
      refundFen: 199_999,
      deductedFen: 1,
    },
  ),
  refundCase("18", "a gift of nothing", card(90_000, { giftAmountFen: 0 })),
  refundCase(
    "18",
    "a disputed lesson of a gifted amount stays frozen",
    { ...TWELVE, lessonStates: { confirmed: 3, disputed: 1 } },
    // 300,000 − 75,000 − 25,000
    { refundFen: 200_000, deductedFen: 75_000, heldFen: 25_000, returnedLessons: span(5, 12) },
  ),
  refundCase(
    "18",
    "a large card",
    card(30_000_000_001, {
      paidFen: 70_000_000_000,
      giftAmountFen: 10_000_000_000,
    }),
  ),
];

const giftedLessons: readonly RefundCase[] = [
  refundCase(
    "21",
    "five lessons given, twelve taught",
    { giftLessons: 5, lessonStates: { confirmed: 12 } },
    {
      // 480,000 − 12 × 12,000; lessons 41 to 45 are worth nothing
      refundFen: 336_000,
      deductedFen: 144_000,
      returnedLessons: span(13, 40),
    },
  ),
  refundCase(
    "21",
    "only gifts are left",
    { giftLessons: 5, lessonStates: { confirmed: 40 } },
    {
      refundFen: 0,
      deductedFen: 480_000,
      refused: "nothing-refundable",
    },
  ),
  refundCase("21", "some of the gifts are left", {
    giftLessons: 5,
    lessonStates: { confirmed: 43 },
  }),
  refundCase(
    "21",
    "a gift was taught first and costs nothing",
    {
      giftLessons: 5,
      lessonStates: inState("confirmed", 41),
    },
    { refundFen: 480_000, deductedFen: 0, returnedLessons: span(1, 40) },
  ),
  refundCase(
    "21",
    "two gifts taught, held to be worth 60 yuan each",
    {
      giftLessons: 5,
      lessonStates: inState("confirmed", ...span(1, 12), 41, 42),
      params: { giftLessonValueFen: 6_000 },
    },
    {
      // 480,000 − 12 × 12,000 − 2 × 6,000
      refundFen: 324_000,
      deductedFen: 156_000,
    },
  ),
  refundCase(
    "21",
    "gifts held to be worth something take no more than is left",
    {
      giftLessons: 2,
      lessonStates: inState("confirmed", ...span(1, 39), 41, 42),
      params: { giftLessonValueFen: 6_001 },
    },
    {
      // 480,000 − 39 × 12,000 = 12,000 < 2 × 6,001
      refundFen: 0,
      deductedFen: 480_000,
    },
  ),
  refundCase(
    "21",
    "at the list price a gift costs nothing either",
    {
      giftLessons: 5,
      lessonStates: inState("confirmed", ...span(1, 12), 41, 42, 43),
      params: LIST_PRICE,
    },
    { refundFen: 300_000, deductedFen: 180_000 },
  ),
  refundCase("21", "a disputed gift freezes nothing", {
    giftLessons: 1,
    lessonStates: [...inState("confirmed", 1), ...inState("disputed", 41)],
  }),
  refundCase(
    "21",
    "a gift cannot be given back",
    { giftLessons: 5, askedLessons: [41] },
    {
      refundFen: 0,
      deductedFen: 0,
      refused: "lesson-not-refundable",
    },
  ),
  refundCase(
    "21",
    "the last paid lesson carries the rest, not the gift",
    {
      paidFen: 100_001,
      lessons: 10,
      giftLessons: 1,
      lessonStates: { confirmed: 9 },
    },
    { refundFen: 10_001, deductedFen: 90_000, returnedLessons: [10] },
  ),
];

export const giftCases: readonly RefundCase[] = [...giftedAmounts, ...giftedLessons];

function half(faceUsedFen: number): Changes {
  return card(faceUsedFen, { paidFen: 100, giftAmountFen: 100 });
}
