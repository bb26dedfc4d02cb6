import { inState, LIST_PRICE, type RefundCase, refundCase, span } from "./case-builder.ts";

/** Lessons that are asked about or argued about: neither consumed nor refundable (§1 of the handbook). */
export const heldCases: readonly RefundCase[] = [
  refundCase(
    "held",
    "one disputed",
    { lessonStates: { confirmed: 12, disputed: 1 } },
    {
      // 480,000 − 144,000 − 12,000
      refundFen: 324_000,
      deductedFen: 144_000,
      heldFen: 12_000,
      returnedLessons: span(14, 40),
    },
  ),
  refundCase(
    "held",
    "three pending",
    { lessonStates: { confirmed: 12, pending: 3 } },
    {
      refundFen: 300_000,
      deductedFen: 144_000,
      heldFen: 36_000,
      returnedLessons: span(16, 40),
    },
  ),
  refundCase("held", "two pending and one disputed", {
    lessonStates: { released: 10, confirmed: 2, pending: 2, disputed: 1 },
  }),
  refundCase(
    "held",
    "a dispute in the middle freezes only its lesson",
    {
      lessonStates: [...inState("confirmed", 1, 2, 4), ...inState("disputed", 3)],
    },
    {
      refundFen: 432_000,
      deductedFen: 36_000,
      heldFen: 12_000,
      returnedLessons: span(5, 40),
    },
  ),
  refundCase(
    "held",
    "the dispute went the family's way: the lesson is unconsumed again",
    {
      lessonStates: inState("confirmed", 1, 2, 4),
    },
    { refundFen: 444_000, deductedFen: 36_000, returnedLessons: [3, ...span(5, 40)] },
  ),
  refundCase(
    "held",
    "the dispute went the institution's way: the lesson is confirmed",
    {
      lessonStates: inState("confirmed", 1, 2, 3, 4),
    },
    { refundFen: 432_000, deductedFen: 48_000, returnedLessons: span(5, 40) },
  ),
  refundCase(
    "held",
    "all pending",
    { lessonStates: { pending: 40 } },
    {
      refundFen: 0,
      deductedFen: 0,
      heldFen: 480_000,
      refused: "nothing-refundable",
    },
  ),
  refundCase(
    "held",
    "the rest disputed",
    { lessonStates: { confirmed: 35, disputed: 5 } },
    {
      refundFen: 0,
      deductedFen: 420_000,
      heldFen: 60_000,
      refused: "nothing-refundable",
    },
  ),
  refundCase(
    "held",
    "the last lesson is held with its rest",
    {
      paidFen: 100_001,
      lessons: 7,
      lessonStates: inState("disputed", 7),
    },
    {
      // 14,285 × 6; the last carries 14,291
      refundFen: 85_710,
      deductedFen: 0,
      heldFen: 14_291,
      returnedLessons: span(1, 6),
    },
  ),
  refundCase(
    "held",
    "pending lessons are not priced at the list price",
    {
      lessonStates: { confirmed: 12, pending: 2 },
      params: LIST_PRICE,
    },
    {
      // 480,000 − 2 × 12,000 − 12 × 15,000
      refundFen: 276_000,
      deductedFen: 180_000,
      heldFen: 24_000,
    },
  ),
  refundCase(
    "held",
    "the list price takes nothing of what is disputed",
    {
      lessonStates: { confirmed: 30, disputed: 5 },
      params: LIST_PRICE,
    },
    {
      // 30 × 15,000 = 450,000 > 480,000 − 60,000
      refundFen: 0,
      deductedFen: 420_000,
      heldFen: 60_000,
    },
  ),
  refundCase("held", "pending in the cooling-off days", {
    startsAt: "2026-03-02T12:00:00+08:00",
    askedAt: "2026-03-06T12:00:00+08:00",
    lessonStates: { confirmed: 1, pending: 1 },
  }),
  refundCase("held", "by the institution's cause", {
    cause: "institution",
    lessonStates: { confirmed: 12, pending: 1, disputed: 1 },
  }),
];
