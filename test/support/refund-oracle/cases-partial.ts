import { inState, LIST_PRICE, type RefundCase, refundCase, span } from "./case-builder.ts";
import type { Refusal } from "./question.ts";

/** Some lessons given back while the order goes on, once and again. */
const TAUGHT_12 = inState("confirmed", ...span(1, 12));
const back = (first: number, last: number) => [
  ...TAUGHT_12,
  ...inState("returned", ...span(first, last)),
];

const refused = (refusal: Refusal, deductedFen = 144_000, heldFen = 0) => ({
  refundFen: 0,
  deductedFen,
  heldFen,
  refused: refusal,
});

const AT_LIST_30 = inState("confirmed", ...span(1, 30));

export const partialCases: readonly RefundCase[] = [
  refundCase(
    "partial",
    "first eight lessons",
    { lessonStates: TAUGHT_12, askedLessons: span(13, 20) },
    {
      // 8 × 12,000
      refundFen: 96_000,
      deductedFen: 144_000,
      returnedLessons: span(13, 20),
    },
  ),
  refundCase(
    "partial",
    "then ten more",
    { lessonStates: back(13, 20), askedLessons: span(21, 30) },
    {
      refundFen: 120_000,
      deductedFen: 144_000,
      returnedLessons: span(21, 30),
    },
  ),
  refundCase(
    "partial",
    "then the rest",
    { lessonStates: back(13, 30) },
    {
      // 480,000 − 144,000 − 18 × 12,000
      refundFen: 120_000,
      deductedFen: 144_000,
      returnedLessons: span(31, 40),
    },
  ),
  refundCase(
    "partial",
    "then nothing is left",
    { lessonStates: back(13, 40) },
    refused("nothing-refundable"),
  ),
  refundCase(
    "partial",
    "lessons taught between two refunds are consumed",
    {
      lessonStates: [...back(13, 20), ...inState("confirmed", 21, 22)],
    },
    {
      // 480,000 − 14 × 12,000 − 8 × 12,000
      refundFen: 216_000,
      deductedFen: 168_000,
      returnedLessons: span(23, 40),
    },
  ),
  refundCase("partial", "the last lesson alone", { lessonStates: TAUGHT_12, askedLessons: [40] }),
  refundCase(
    "partial",
    "the order of asking does not matter",
    {
      lessonStates: TAUGHT_12,
      askedLessons: [40, 13],
    },
    { refundFen: 24_000, deductedFen: 144_000, returnedLessons: [13, 40] },
  ),
  refundCase(
    "partial",
    "a lesson returned before",
    {
      lessonStates: back(13, 20),
      askedLessons: [20],
    },
    refused("lesson-not-refundable"),
  ),
  refundCase(
    "partial",
    "a lesson confirmed",
    {
      lessonStates: TAUGHT_12,
      askedLessons: [12],
    },
    refused("lesson-not-refundable"),
  ),
  refundCase("partial", "a lesson released", {
    lessonStates: { released: 12 },
    askedLessons: [12],
  }),
  refundCase(
    "partial",
    "a lesson pending",
    {
      lessonStates: { confirmed: 12, pending: 1 },
      askedLessons: [13],
    },
    refused("lesson-not-refundable", 144_000, 12_000),
  ),
  refundCase(
    "partial",
    "a lesson disputed among good ones refuses all",
    {
      lessonStates: { confirmed: 12, disputed: 1 },
      askedLessons: span(13, 20),
    },
    refused("lesson-not-refundable", 144_000, 12_000),
  ),
  refundCase(
    "partial",
    "a lesson that the order does not have",
    {
      lessonStates: TAUGHT_12,
      askedLessons: [41],
    },
    refused("lesson-not-refundable"),
  ),
  refundCase(
    "partial",
    "no lesson at all",
    { lessonStates: TAUGHT_12, askedLessons: [] },
    refused("nothing-refundable"),
  ),
  refundCase("partial", "after a return a lesson is disputed", {
    lessonStates: [...back(13, 20), ...inState("disputed", 21)],
  }),
  refundCase(
    "partial",
    "at the list price a part is paid while the whole bears it",
    {
      lessonStates: AT_LIST_30,
      askedLessons: [31, 32],
      params: LIST_PRICE,
    },
    {
      // the whole is worth 480,000 − 30 × 15,000 = 30,000; two lessons are 24,000
      refundFen: 24_000,
      deductedFen: 450_000,
      returnedLessons: [31, 32],
    },
  ),
  refundCase(
    "partial",
    "at the list price the next part gets what the whole still bears",
    {
      lessonStates: [...AT_LIST_30, ...inState("returned", 31, 32)],
      askedLessons: [33],
      params: LIST_PRICE,
    },
    {
      // 30,000 − 24,000 = 6,000 < 12,000
      refundFen: 6_000,
      deductedFen: 450_000,
    },
  ),
  refundCase(
    "partial",
    "at the list price a part of nothing is nothing",
    {
      lessonStates: { confirmed: 35 },
      askedLessons: [40],
      params: LIST_PRICE,
    },
    { refundFen: 0, deductedFen: 480_000 },
  ),
];
