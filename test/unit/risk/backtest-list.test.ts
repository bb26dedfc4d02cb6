import { describe, expect, it } from "vitest";
import type { Watched } from "../../support/risk-world/backtest.ts";
import { amongFirst, warnedAtOnce } from "../../support/risk-world/county-list.ts";
import { seenTableOf } from "../../support/risk-world/report.ts";
import { tryOn } from "../../support/risk-world/sweep.ts";
import { WORLD } from "../../support/risk-world/world.ts";

/** By how many indicators an institution is warned of on each day from the first. */
const warnedBy = (openCounts: readonly number[], county = 0): Watched => ({
  ...{ county, beganOn: 0, days: openCounts.length, runAway: undefined, raised: [] },
  standings: openCounts.map((openCount) => ({
    ...{ toDoCount: openCount, redCount: 0, openCount, latestAt: 0 },
  })),
});
const daysOf = (alarms: readonly { readonly day: number }[]) => alarms.map(({ day }) => day);

describe("what an officer sees in a backtest", () => {
  it("is so many indicators at once, from the day on which they are", () => {
    const watched = { ...warnedBy([2, 2, 1, 3]), beganOn: 10 };
    expect(daysOf(warnedAtOnce(2)(watched))).toEqual([10, 13]);
    expect(daysOf(warnedAtOnce(3)(watched))).toEqual([13]);
  });

  it("is the head of its county's list, on which nobody stands who is not warned of", () => {
    const [one, other, quiet] = [warnedBy([1, 2, 2, 0]), warnedBy([2, 1, 3]), warnedBy([0, 0])];
    const elsewhere = warnedBy([0, 1], 1);
    const world = [one, other, quiet, elsewhere];
    const first = amongFirst(world, 1);
    expect(world.map((each) => daysOf(first(each)))).toEqual([[1], [0, 2], [], [1]]);
    const firstTwo = amongFirst(world, 2);
    expect(world.map((each) => daysOf(firstTwo(each)))).toEqual([[0], [0], [], [1]]);
  });

  it("is told in a table, beside single red alerts", () => {
    const table = seenTableOf([warnedBy([1, 2])]);
    expect(table).toMatch(/^any red alert +0\/0 /m);
    expect(table).toMatch(/^first 3 of the list +0\/0 /m);
  });
});

describe("a trial of other limits", () => {
  const plan = { ...WORLD, institutions: 45 };
  const alertsIn = (world: readonly Watched[] = []) => world.flatMap(({ raised }) => raised);
  const worlds = tryOn(plan, [
    { name: "none", values: {} },
    {
      name: "never",
      values: { "risk.overdue-refunds-yellow": 999, "risk.overdue-refunds-red": 999 },
    },
  ]);

  it("leaves what it does not touch as it is, and judges anew what it touches", () => {
    const usual = alertsIn(worlds.get("none"));
    const ofRefunds = usual.filter(({ indicatorId }) => indicatorId === "overdue-refunds");
    expect(ofRefunds.length).toBeGreaterThan(10);
    expect(alertsIn(worlds.get("never"))).toEqual(
      usual.filter(({ indicatorId }) => indicatorId !== "overdue-refunds"),
    );
  });

  it("says the same as the limits in force where it has their values", () => {
    const values = { "risk.limits-and-prices-red": { small: 3, medium: 4, large: 6 } } as const;
    const same = tryOn(plan, [{ name: "same", values }]);
    const sorted = (world: readonly Watched[] = []) =>
      world.map(({ raised }) => raised.map((one) => JSON.stringify(one)).toSorted());
    expect(sorted(same.get("same"))).toEqual(sorted(worlds.get("none")));
  });
});
