import { describe, expect, it } from "vitest";
import { facts } from "../../domain/risk/facts.ts";
import { FACT_NAMES } from "../../domain/shared/fact-names.ts";
import { recordOf } from "../../domain/shared/record.ts";
import { watchWorld } from "../support/risk-world/backtest.ts";
import { amongFirst } from "../support/risk-world/county-list.ts";
import { COUNTY_COUNT } from "../support/risk-world/institution.ts";
import { medianOf, scoreOf } from "../support/risk-world/report.ts";
import { playWorld, WORLD } from "../support/risk-world/world.ts";

/** All of the forty who run away, among fewer honest institutions than in `npm run backtest`. */
const SMALLER = { ...WORLD, institutions: 620 };
/** Alarms are counted for a county of 65 institutions. */
const COUNTIES_AS_LARGE = SMALLER.institutions / COUNTY_COUNT / 65;

describe("the indicators on an invented year (test/support/risk-world/README.md)", () => {
  const world = watchWorld(SMALLER);
  const score = scoreOf(world);

  it("find more than half of the run-aways by a red alert, and nine of ten by a yellow one", () => {
    expect(score.runAways).toBe(40);
    expect(score.found.red).toBeGreaterThanOrEqual(22);
    expect(score.found.yellow).toBeGreaterThanOrEqual(36);
  });

  it("find them by more than chance", () => {
    expect(score.found.red / score.runAways).toBeGreaterThan(4 * score.redByChance);
  });

  it("find them some weeks before the doors are shut", () => {
    expect(medianOf(score.leadDays)).toBeGreaterThanOrEqual(14);
    expect(score.leadDays[0]).toBeGreaterThanOrEqual(3);
  });

  it("raise no more false alarms than a county was told of", () => {
    expect(score.falseAlarms.red / COUNTIES_AS_LARGE).toBeLessThan(4);
    expect(score.falseAlarms.yellow / COUNTIES_AS_LARGE).toBeLessThan(45);
  });

  it("show seven of ten run-aways to a county that looks at the first three of its list", () => {
    const seen = scoreOf(world, amongFirst(world, 3));
    expect(seen.found.red).toBeGreaterThanOrEqual(28);
    expect(medianOf(seen.leadDays)).toBeGreaterThanOrEqual(14);
  });

  it("do as well on another seed, which nobody has looked at the thresholds with", () => {
    const other = scoreOf(watchWorld({ seed: 4, institutions: 120, runAwaysPerWay: 8 }));
    expect(other.found.red).toBeGreaterThanOrEqual(20);
    expect(medianOf(other.leadDays)).toBeGreaterThanOrEqual(10);
  });
});

describe("the invented year", () => {
  const small = { ...WORLD, institutions: 60 };
  const sheetsOf = (plan: typeof small) =>
    [...playWorld(plan)].map(({ institution, history }) => ({
      institution,
      columns: recordOf(FACT_NAMES, history.column),
    }));

  it("is the same for the same seed, and another for another", () => {
    const first = sheetsOf(small);
    expect(sheetsOf(small)).toEqual(first);
    expect(sheetsOf({ ...small, seed: 1 })).not.toEqual(first);
  });

  it("has whole numbers only, and no flow or balance below nothing", () => {
    const wrong: string[] = [];
    for (const { institution, history } of playWorld(small))
      for (const name of FACT_NAMES)
        for (const value of history.column(name)) {
          const isUnknown = Number.isNaN(value) && facts[name].kind !== "flow";
          const isDate = facts[name].unit === "day-number";
          if (!isUnknown && (!Number.isInteger(value) || (value < 0 && !isDate)))
            wrong.push(`${institution.number} ${name} ${value}`);
        }
    expect(wrong.slice(0, 5)).toEqual([]);
  });

  it("has every kind of day: each fact is known and not 0 somewhere", () => {
    const histories = [...playWorld(small)].map(({ history }) => history);
    const never = FACT_NAMES.filter((name) =>
      histories.every(({ column }) => column(name).every((value) => !(value > 0))),
    );
    expect(never).toEqual([]);
  });
});
