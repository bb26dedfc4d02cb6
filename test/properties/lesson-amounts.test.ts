import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fen, lessonAmountFen, sumFen } from "../../domain/shared/money.ts";
import { lessonAmountsByFractions } from "../support/oracles/lesson-amounts.ts";

const amountsOf = (paidFen: number, lessonCount: number) =>
  Array.from({ length: lessonCount }, (_, index) =>
    lessonAmountFen(fen(paidFen), lessonCount, index + 1),
  );

const anyPayment = fc.oneof(fc.maxSafeNat(), fc.nat({ max: 500_000 }));
const anyLessonCount = fc.integer({ min: 1, max: 60 });

describe("the amounts of lessons", () => {
  it("sum to what was paid, whatever was paid for however many lessons", () => {
    fc.assert(
      fc.property(anyPayment, anyLessonCount, (paidFen, lessonCount) => {
        expect(sumFen(amountsOf(paidFen, lessonCount))).toBe(paidFen);
      }),
    );
  });

  it("are those that exact fractions give", () => {
    fc.assert(
      fc.property(anyPayment, anyLessonCount, (paidFen, lessonCount) => {
        expect(amountsOf(paidFen, lessonCount)).toEqual(
          lessonAmountsByFractions(paidFen, lessonCount),
        );
      }),
    );
  });

  it.each([
    { paidFen: 480_000, lessonCount: 40, first: 12_000, last: 12_000 },
    { paidFen: 100_000, lessonCount: 3, first: 33_333, last: 33_334 },
    { paidFen: 499_999, lessonCount: 60, first: 8_333, last: 8_352 },
    { paidFen: 60, lessonCount: 60, first: 1, last: 1 },
  ])("of $paidFen fen over $lessonCount lessons are $first, the last $last", (vector) => {
    const amounts = amountsOf(vector.paidFen, vector.lessonCount);
    expect(amounts[0]).toBe(vector.first);
    expect(amounts.at(-1)).toBe(vector.last);
  });
});
