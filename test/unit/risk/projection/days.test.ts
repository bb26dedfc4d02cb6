import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addToDay,
  addToStanding,
  changedFacts,
  EMPTY_DAY,
  type StampedPart,
  type Standing,
} from "../../../../domain/risk/projection/day-record.ts";
import { readDays, toldAround, toldBefore } from "../../../../domain/risk/projection/read-days.ts";
import { FACT_NAMES, type FactName } from "../../../../domain/shared/fact-names.ts";
import { addDays, localDate } from "../../../../domain/shared/time.ts";

const MONDAY = localDate("2026-03-02");
const on = (days: number) => addDays(MONDAY, days);

/** @param n sets its place among all that was told */
const part = (days: number, fact: FactName, amount: number, n = 0): StampedPart => ({
  ...{ day: on(days), fact, amount },
  stamp: `${String(days).padStart(13, "0")}#agg#${String(n).padStart(9, "0")}`,
});

const parts = fc.uniqueArray(
  fc.record({
    days: fc.integer({ min: 0, max: 6 }),
    fact: fc.constantFrom(...FACT_NAMES),
    amount: fc.integer({ min: 0, max: 9 }),
    n: fc.nat(),
  }),
  { minLength: 1, maxLength: 40, selector: ({ n }) => n },
);

describe("parts of days", () => {
  it("make the same days and the same standing in whatever order they come, and however cut", () => {
    fc.assert(
      fc.property(
        parts.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
        ),
        fc.integer({ min: 1, max: 5 }),
        ([inOrder, shuffled], size) => {
          const stamped = (some: typeof inOrder) =>
            some.map(({ days, fact, amount, n }) => part(days, fact, amount, n));
          const all = stamped(inOrder);
          const again = stamped(shuffled);
          for (const { day } of all) {
            let record = EMPTY_DAY;
            for (let at = 0; at < again.length; at += size)
              record = addToDay(
                record,
                again.slice(at, at + size).filter((one) => one.day === day),
              );
            expect(record).toEqual(
              addToDay(
                EMPTY_DAY,
                all.filter((one) => one.day === day),
              ),
            );
          }
          let standing: Standing | undefined;
          for (let at = 0; at < again.length; at += size)
            standing = addToStanding(standing, again.slice(at, at + size));
          expect(standing).toEqual(addToStanding(undefined, all));
        },
      ),
    );
  });

  it("come together by the kind of their fact", () => {
    const { values } = addToDay(EMPTY_DAY, [
      ...[part(0, "orderCount", 2), part(0, "orderCount", 3)],
      ...[part(0, "soldUnitPriceFen", 90), part(0, "soldUnitPriceFen", 80)],
      ...[part(0, "seenHeadcount", 7), part(0, "seenHeadcount", 5)],
      ...[part(0, "staffCount", 7, 2), part(0, "staffCount", 5, 1)],
      ...[part(0, "liabilityFen", 100), part(0, "liabilityFen", -30)],
    ]);
    expect(values).toEqual({
      ...{ orderCount: 5, soldUnitPriceFen: 80, seenHeadcount: 7, staffCount: 7 },
      liabilityFen: 70,
    });
  });

  it("change what has another value, and nothing that adds up to nothing", () => {
    const before = addToDay(EMPTY_DAY, [part(0, "orderCount", 2), part(0, "staffCount", 0, 1)]);
    const after = addToDay(before, [
      ...[part(0, "refundOverdueCount", 1), part(0, "refundOverdueCount", -1)],
      ...[part(0, "orderCount", 1), part(0, "staffCount", 0, 2), part(0, "paidFen", 0)],
    ]);
    expect(changedFacts(before, after)).toEqual(["orderCount"]);
    expect(changedFacts(EMPTY_DAY, before)).toEqual(["orderCount", "staffCount"]);
  });
});

describe("days that are read", () => {
  const told = [
    ...[part(0, "liabilityFen", 100), part(0, "staffCount", 9)],
    ...[part(2, "liabilityFen", 50), part(2, "orderCount", 1), part(3, "staffCount", 8)],
    part(5, "refundOverdueCount", 1),
  ];
  const standing = addToStanding(undefined, told) ?? fail();
  const daysFrom = (first: number) =>
    [0, 2, 3, 5]
      .filter((days) => days >= first)
      .map((days) => ({
        day: on(days),
        record: addToDay(
          EMPTY_DAY,
          told.filter(({ day }) => day === on(days)),
        ),
      }));
  const read = (first: number, last: number, earlier = {}) =>
    readDays(standing, daysFrom(first), earlier, { from: on(first), to: on(last) });
  const NONE = {
    custodyBalanceFen: 0,
    complaintOpenCount: 0,
    paidHeadcount: 0,
    refundOverdueCount: 0,
  };

  it("carry at their front the levels of the day before, and then those of each day", () => {
    expect(read(1, 4, { staffCount: 9 })).toEqual([
      { day: on(0), values: { ...NONE, liabilityFen: 100, staffCount: 9 } },
      { day: on(2), values: { liabilityFen: 150, orderCount: 1 } },
      { day: on(3), values: { staffCount: 8 } },
    ]);
  });

  it("know of what lies ahead only when it has come", () => {
    expect(read(4, 4).flatMap(({ values }) => values.refundOverdueCount)).toEqual([0]);
    expect(read(4, 5).flatMap(({ values }) => values.refundOverdueCount)).toEqual([0, 1]);
  });

  it("know nothing of a time before the first day", () => {
    expect(read(-5, -1)).toEqual([{ day: on(-6), values: {} }]);
  });

  it("take told levels from how they stand, or have to look for them", () => {
    expect(toldBefore(standing, on(4))).toEqual({ staffCount: 8 });
    expect(toldAround(standing, on(4))).toEqual([]);
    expect(toldBefore(standing, on(2))).toEqual({});
    expect(toldAround(standing, on(2))).toEqual(["staffCount"]);
    expect(toldAround(standing, on(0))).toEqual([]);
  });
});

const fail = (): never => {
  throw new Error("some parts have a standing");
};
