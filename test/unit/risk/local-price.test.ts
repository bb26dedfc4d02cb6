import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  localMedianFen,
  medianFen,
  priceOf,
  tellLocalPrice,
} from "../../../domain/risk/local-price.ts";
import { UnitId } from "../../../domain/shared/ids.ts";
import { fen } from "../../../domain/shared/money.ts";
import { addDays, localDate } from "../../../domain/shared/time.ts";
import { partsOf } from "../../support/folded-facts.ts";
import { aCourse } from "../../support/money-builders.ts";

describe("a median", () => {
  it.each([
    [[], undefined],
    [[7], 7],
    [[9, 1], 5],
    [[10, 1], 5],
    [[3, 100, 2], 3],
    [[4, 1, 3, 2], 2],
  ])("of %j is %s", (prices, median) => {
    expect(medianFen(prices)).toBe(median);
  });

  it("leaves as many prices above as below, in whatever order they come", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 500_000 }), { minLength: 1 }), (prices) => {
        const median = medianFen(prices) ?? NaN;
        const below = prices.filter((price) => price < median).length;
        const above = prices.filter((price) => price > median).length;
        expect(below).toBeLessThanOrEqual(prices.length / 2);
        // Rounded down, it may lie below the price that it stands for.
        expect(prices.filter((price) => price > median + 0.5).length).toBe(above);
        expect(above).toBeLessThanOrEqual(prices.length / 2);
        expect(medianFen(prices.toReversed())).toBe(median);
      }),
    );
  });
});

describe("the price of an institution", () => {
  const from = localDate("2026-03-01");
  it("is the median of the lowest prices of its days with a sale", () => {
    const lowest = [9_000, undefined, 4_000, 10_000];
    const days = lowest.map((soldUnitPriceFen, place) => ({
      day: addDays(from, place),
      values: soldUnitPriceFen === undefined ? { paidFen: 1 } : { soldUnitPriceFen },
    }));
    expect(priceOf(days)).toBe(9_000);
    expect(priceOf(days.slice(1, 2))).toBeUndefined();
  });
});

describe("the local median", () => {
  it("is told from so many institutions on", () => {
    const prices = [fen(1), fen(2), fen(3)];
    expect([localMedianFen(prices, 4), localMedianFen(prices, 3)]).toEqual([0, 2]);
    expect(localMedianFen([], 0)).toBe(0);
  });

  const { institutionId, category } = aCourse();
  const price = (medianFenNow: number, day = "2026-03-08") => ({
    ...{ institutionId, category, countyUnitId: UnitId.parse("unt_411102") },
    ...{ medianFen: fen(medianFenNow), institutionCount: 5, day: localDate(day) },
  });

  it("is told when it is new, and when there is none any more", () => {
    expect(tellLocalPrice(undefined, price(0))).toBeUndefined();
    expect(tellLocalPrice(price(5), price(5, "2026-03-09"))).toBeUndefined();
    const told = [tellLocalPrice(undefined, price(5)), tellLocalPrice(price(5), price(0))];
    expect(told.map((each) => each?.event.data.medianFen)).toEqual([5, 0]);
    expect(told.map((each) => each?.price.medianFen)).toEqual([5, 0]);
  });

  it("is a fact of the night in which it was reckoned", () => {
    const told = tellLocalPrice(undefined, price(5));
    const entries = told === undefined ? [] : [["2026-03-09", told.event] as const];
    expect(partsOf("local-price", entries)).toEqual([
      { day: "2026-03-09", fact: "medianUnitPriceFen", amount: 5 },
    ]);
  });
});
