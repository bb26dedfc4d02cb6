import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayNumber } from "../../../domain/risk/day-number.ts";
import { addDays, localDate } from "../../../domain/shared/time.ts";
import {
  depositFloor,
  type FeesOfDay,
  firstDayThatCounts,
  leastBalance,
} from "../../../domain/supervision/deposit-floor.ts";
import { floorByHandbook } from "../../support/oracles/deposit-floor.ts";

const RULE = { cycleMonths: 3, lookBackMonths: 12, perCent: 100 };
const TODAY = localDate("2026-03-02");
const on = (day: string, paidFen: number): FeesOfDay => ({ day: localDate(day), paidFen });

describe("the floor of a deposit", () => {
  it("is all that came in in the three months that brought the most", () => {
    const fees = [
      on("2025-06-15", 100_000),
      on("2025-08-20", 50_000),
      on("2025-09-15", 25_000),
      on("2026-03-02", 120_000),
    ];
    expect(depositFloor(fees, RULE, TODAY)).toEqual({
      floorFen: 150_000,
      feesFen: 150_000,
      // June 15 and August 20 lie in one cycle for the last time on September 14.
      from: "2025-06-15",
      to: "2025-09-14",
      day: "2026-03-02",
    });
  });

  it("counts from the day after the same day three months before, also at the end of February", () => {
    const fees = [on("2025-11-30", 1), on("2025-12-01", 10), on("2026-02-28", 100)];
    expect(
      depositFloor(fees, { ...RULE, lookBackMonths: 1 }, localDate("2026-02-28")).feesFen,
    ).toBe(111);
    expect(leastBalance(fees, RULE, localDate("2026-02-28"))).toMatchObject({
      from: "2025-11-29",
      feesFen: 111,
    });
    expect(leastBalance(fees, RULE, localDate("2026-03-01"))).toMatchObject({
      from: "2025-12-02",
      feesFen: 100,
    });
  });

  it("forgets a cycle that ended a year ago, and not a day before", () => {
    const fees = [on("2025-03-03", 700), on("2025-12-24", 5)];
    expect(depositFloor(fees, RULE, localDate("2026-06-01")).feesFen).toBe(700);
    expect(depositFloor(fees, RULE, localDate("2026-06-02")).feesFen).toBe(5);
  });

  it("is nothing where nothing came in", () => {
    expect(depositFloor([], RULE, TODAY)).toMatchObject({ floorFen: 0, feesFen: 0 });
  });

  it("is rounded up where a place asks for a share", () => {
    const share = (paidFen: number) =>
      depositFloor([on("2026-01-05", paidFen)], { ...RULE, perCent: 20 }, TODAY).floorFen;
    expect([share(1000), share(1001), share(1004), share(1)]).toEqual([200, 201, 201, 1]);
  });

  it("is exact at the largest amounts", () => {
    const most = Number.MAX_SAFE_INTEGER;
    expect(depositFloor([on("2026-01-05", most)], RULE, TODAY).floorFen).toBe(most);
  });

  it("is what the handbook says, on every kind of day", () => {
    const days = fc.integer({ min: 0, max: 900 }).map((n) => addDays(localDate("2023-11-01"), n));
    const amounts = fc.array(fc.tuple(fc.integer({ min: -500, max: 5 }), fc.nat(5_000_000)), {
      maxLength: 60,
    });
    const rules = fc.record({
      cycleMonths: fc.integer({ min: 1, max: 4 }),
      lookBackMonths: fc.integer({ min: 1, max: 13 }),
      perCent: fc.constantFrom(100, 20, 33, 150),
    });
    fc.assert(
      fc.property(days, amounts, rules, (today, paid, rule) => {
        const byDay = new Map(paid.map(([back, paidFen]) => [addDays(today, back), paidFen]));
        const fees = [...byDay].map(([day, paidFen]) => ({ day, paidFen }));
        const floor = depositFloor(fees, rule, today);
        const feesOn = (day: string): number => byDay.get(localDate(day)) ?? 0;
        const { cycleMonths: cycle, lookBackMonths: lookBack, perCent } = rule;
        const expected = floorByHandbook(feesOn, { cycle, lookBack, perCent }, today);
        expect([BigInt(floor.floorFen), BigInt(floor.feesFen)]).toEqual([
          expected.floor,
          expected.fees,
        ]);
        const made = fees.filter(({ day }) => day >= floor.from && day <= floor.to);
        expect(made.reduce((sum, { paidFen }) => sum + paidFen, 0)).toBe(floor.feesFen);
        expect(dayNumber(firstDayThatCounts(today, rule))).toBeLessThanOrEqual(
          dayNumber(floor.from),
        );
      }),
      { numRuns: 150 },
    );
  });
});
