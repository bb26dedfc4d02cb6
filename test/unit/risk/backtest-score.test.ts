import { describe, expect, it } from "vitest";
import type { Raised, Watched } from "../../support/risk-world/backtest.ts";
import type { RunAway } from "../../support/risk-world/institution.ts";
import { medianOf, scoreByIndicator, scoreOf, tableOf } from "../../support/risk-world/report.ts";

const DAYS = 365;
const COUNTIES = 31;

const runAway: RunAway = { way: "drain", preparesFrom: 100, collapsesOn: 150, strength: 1 };
const watched = (raised: readonly Raised[], gone?: RunAway): Watched => ({
  county: 0,
  beganOn: 0,
  days: gone?.collapsesOn ?? DAYS,
  runAway: gone,
  raised,
  standings: [],
});
const red = (day: number): Raised => ({ indicatorId: "custody-cover", level: "red", day });
const yellow = (day: number): Raised => ({ indicatorId: "expiries", level: "yellow", day });

describe("the score of a backtest", () => {
  it("counts a run-away as found by the first red alert of its preparation, and by no earlier one", () => {
    const { found, leadDays, runAways } = scoreOf([
      watched([red(99), red(120), red(130)], runAway),
      watched([red(99), yellow(120)], runAway),
      watched([], runAway),
    ]);
    expect({ found, leadDays, runAways }).toEqual({
      found: { yellow: 1, red: 1 },
      leadDays: [30],
      runAways: 3,
    });
  });

  it("counts as false what is raised of the honest, and before a preparation", () => {
    const honest = Array.from({ length: COUNTIES - 1 }, () => watched([]));
    const world = [watched([red(10), yellow(99), yellow(100)], { ...runAway, collapsesOn: DAYS })];
    const { falseAlarms } = scoreOf([...world, ...honest, ...honest, watched([yellow(5)])]);
    const countyMonths = COUNTIES * 12;
    expect(falseAlarms.red * countyMonths).toBeCloseTo(1, 6);
    expect(falseAlarms.yellow * countyMonths).toBeCloseTo(2, 6);
  });

  it("says how many of the honest have a red alert in a time as long, by chance", () => {
    const { redByChance } = scoreOf([
      watched([], runAway),
      watched([red(100)]),
      watched([red(149)]),
      watched([red(150), red(99)]),
      watched([yellow(120)]),
    ]);
    expect(redByChance).toBe(0.5);
  });

  it("is told for each indicator by itself", () => {
    const world = [watched([red(120), yellow(110)], runAway)];
    const scores = scoreByIndicator(world);
    expect(scores.get("custody-cover")?.found).toEqual({ yellow: 0, red: 1 });
    expect(scores.get("expiries")?.found).toEqual({ yellow: 1, red: 0 });
    expect(tableOf(world)).toMatch(/^all indicators +1\/1 +1\/1 +30 d +30 d/m);
  });

  it("takes the lower of two middle values for the median", () => {
    expect([[], [4], [3, 9], [1, 5, 9]].map((days) => medianOf(days))).toEqual([
      undefined,
      4,
      3,
      5,
    ]);
  });
});
