import { type Changes, LIST_PRICE, type RefundCase, refundCase, span } from "./case-builder.ts";

/**
 * The course began on the day of payment and two lessons were taught. The list price is opted into, so that the
 * cooling-off days show: inside them a lesson costs 12,000, after them 15,000.
 */
const asked = (askedAt: string, changes: Changes = {}): Changes => ({
  startsAt: "2026-03-02T12:00:00+08:00",
  lessonStates: { confirmed: 2 },
  askedAt,
  ...changes,
  params: { ...LIST_PRICE, ...changes.params },
});

/** 480,000 − 2 × 12,000 */
const INSIDE = { refundFen: 456_000, deductedFen: 24_000, returnedLessons: span(3, 40) };
/** 480,000 − 2 × 15,000 */
const AFTER = { refundFen: 450_000, deductedFen: 30_000 };

const c = (name: string, changes: Changes, byHand?: typeof INSIDE | typeof AFTER): RefundCase =>
  refundCase("14", name, changes, byHand);

export const coolingOffCases: readonly RefundCase[] = [
  c("on the day of payment", asked("2026-03-02T20:00:00+08:00"), INSIDE),
  c("on day 1", asked("2026-03-03T00:00:00+08:00")),
  c("on day 6", asked("2026-03-08T12:00:00+08:00")),
  c("on day 7, after the hour of payment", asked("2026-03-09T10:00:01+08:00"), INSIDE),
  c("on day 7, in the last second", asked("2026-03-09T23:59:59+08:00"), INSIDE),
  c("on day 8, in the first second", asked("2026-03-10T00:00:00+08:00"), AFTER),
  c("on day 8 by noon", asked("2026-03-10T12:00:00+08:00"), AFTER),
  c(
    "paid a second before midnight, the next day is day 1",
    asked("2026-03-09T23:59:59+08:00", { paidAt: "2026-03-02T23:59:59+08:00" }),
    INSIDE,
  ),
  c(
    "paid at midnight, that day is not counted",
    asked("2026-03-09T23:59:59+08:00", { paidAt: "2026-03-02T00:00:00+08:00" }),
    INSIDE,
  ),
  c(
    "paid yesterday in Greenwich, today in Shanghai: still day 7",
    asked("2026-03-09T15:59:59Z", { paidAt: "2026-03-01T16:30:00Z" }),
    INSIDE,
  ),
  c(
    "paid yesterday in Greenwich, today in Shanghai: day 8",
    asked("2026-03-09T16:00:00Z", { paidAt: "2026-03-01T16:30:00Z" }),
    AFTER,
  ),
  c(
    "the same service had been received before",
    asked("2026-03-05T12:00:00+08:00", { sameServiceReceivedBefore: true }),
    AFTER,
  ),
  c(
    "the same service had been received before, and the contract price is deducted",
    asked("2026-03-05T12:00:00+08:00", {
      sameServiceReceivedBefore: true,
      params: { listPriceBasis: false },
    }),
    INSIDE,
  ),
  c(
    "the same service had been received before, but the cause is the institution's",
    asked("2026-03-05T12:00:00+08:00", { sameServiceReceivedBefore: true, cause: "institution" }),
    INSIDE,
  ),
  c("fifteen days agreed, day 15", asked("2026-03-17T23:59:59+08:00", days(15)), INSIDE),
  c("fifteen days agreed, day 16", asked("2026-03-18T00:00:00+08:00", days(15)), AFTER),
  c(
    "three days agreed give way to seven, day 7",
    asked("2026-03-09T12:00:00+08:00", days(3)),
    INSIDE,
  ),
  c("no days agreed give way to seven, day 8", asked("2026-03-10T12:00:00+08:00", days(0)), AFTER),
  c(
    "over the end of February in a leap year, day 7",
    asked("2028-03-01T23:59:59+08:00", paid("2028-02-23")),
    INSIDE,
  ),
  c(
    "over the end of February in a leap year, day 8",
    asked("2028-03-02T00:00:00+08:00", paid("2028-02-23")),
    AFTER,
  ),
  c(
    "over the end of a year, day 7",
    asked("2027-01-04T23:59:59+08:00", paid("2026-12-28")),
    INSIDE,
  ),
  c("over the end of a year, day 8", asked("2027-01-05T00:00:00+08:00", paid("2026-12-28")), AFTER),
  refundCase(
    "14",
    "nothing taught, the whole principal comes back",
    asked("2026-03-09T12:00:00+08:00", { lessonStates: {} }),
    { refundFen: 480_000, deductedFen: 0, returnedLessons: span(1, 40) },
  ),
  refundCase(
    "14",
    "the principal bears no interest",
    asked("2026-03-09T12:00:00+08:00", {
      params: { interest: { from: "2026-03-09", to: "2026-06-09", ratePpm: 182_500 } },
    }),
    INSIDE,
  ),
  refundCase(
    "14",
    "everything was taught within the seven days",
    asked("2026-03-09T12:00:00+08:00", { lessonStates: { confirmed: 40 } }),
    { refundFen: 0, deductedFen: 480_000, refused: "nothing-refundable" },
  ),
  refundCase(
    "14",
    "a card of money of which some was used within the seven days",
    asked("2026-03-09T12:00:00+08:00", {
      paidFen: 300_000,
      giftAmountFen: 60_000,
      faceUsedFen: 90_000,
      lessons: 0,
      lessonStates: {},
    }),
    // 90,000 × 300,000 ÷ 360,000 = 75,000: the ratio, not the whole face value
    { refundFen: 225_000, deductedFen: 75_000 },
  ),
];

function days(coolingOffDays: number): Changes {
  return { params: { coolingOffDays } };
}

/** Paid at ten in the morning of a day, the course begins the same noon. */
function paid(day: string): Changes {
  return { paidAt: `${day}T10:00:00+08:00`, startsAt: `${day}T12:00:00+08:00` };
}
