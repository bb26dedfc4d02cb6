import { describe, expect, it } from "vitest";
import { fraction, roundHalfUp, times } from "../../support/refund-oracle/fraction.ts";

describe("an exact fraction", () => {
  it("is kept in lowest terms with its sign above", () => {
    expect(fraction(6, -4)).toEqual({ numerator: -3n, denominator: 2n });
    expect(fraction(0, 9)).toEqual(fraction(0));
  });

  it("multiplies without loss", () => {
    expect(times(fraction(2, 3), fraction(9, 4))).toEqual(fraction(3, 2));
    expect(times(fraction(Number.MAX_SAFE_INTEGER), fraction(1, Number.MAX_SAFE_INTEGER))).toEqual(
      fraction(1),
    );
  });

  it.each([
    [0, 1, 0],
    [1, 2, 1],
    [3, 2, 2],
    [5, 2, 3],
    [49, 100, 0],
    [50, 100, 1],
    [-1, -2, 1],
  ])("rounds %i/%i to %i", (over, under, whole) => {
    expect(roundHalfUp(fraction(over, under))).toBe(whole);
  });

  it("turns away what is no exact number", () => {
    expect(() => fraction(1, 0)).toThrow("no number");
    expect(() => fraction(0.5)).toThrow("no exact whole number");
    expect(() => roundHalfUp(fraction(-1))).toThrow("never negative");
    expect(() => roundHalfUp(fraction(2n ** 60n))).toThrow("no exact number");
  });
});
