import { beforeAll, describe, expect, it } from "vitest";
import { RATES } from "../support/simulator/engine/faults.ts";
import { describeBroken, type RunReport, runSeeds } from "../support/simulator/run-seeds.ts";
import { type SeedReport, simulateSeed } from "../support/simulator/simulate-seed.ts";
import { buildStage } from "../support/simulator/world/stage.ts";

const SEEDS = 1000;
const OPERATIONS = 500;
const stage = await buildStage();
const play = (seed: number): Promise<SeedReport> =>
  simulateSeed(stage, seed, { operations: OPERATIONS });

describe("a thousand seeds of five hundred operations, on a bad day", () => {
  let report: RunReport;
  beforeAll(async () => {
    report = await runSeeds({ from: 1, seeds: SEEDS, operations: OPERATIONS });
  }, 900_000);

  it("break no invariant, and reach every end that money can come to", () => {
    expect(report.broken && describeBroken(report.broken, OPERATIONS)).toBeUndefined();
    expect(report.seedCount).toBe(SEEDS);
    expect(report.operationCount).toBeGreaterThanOrEqual(SEEDS * OPERATIONS);
    expect(Object.entries(report.seen).filter(([, count]) => count < SEEDS / 5)).toEqual([]);
  });

  it.each(Object.entries(RATES))("inject %s in a share of %d of the cases", (name, rate) => {
    const { asked, struck } = report.faults.tallies[name as keyof typeof RATES];
    expect(asked).toBeGreaterThan(3000);
    expect(struck / asked).toBeGreaterThan(0.85 * rate);
    expect(struck / asked).toBeLessThan(1.15 * rate);
  });

  it("let processes die before and after each of their first calls, and clocks be off", () => {
    const deaths = new Map(report.faults.deathsAt);
    for (let awaits = 1; awaits <= 12; awaits += 1)
      expect(deaths.get(awaits), `deaths at await ${awaits}`).toBeGreaterThan(20);
    const { most, least } = report.faults.skewMs;
    expect(most).toBeGreaterThan(4.99 * 60_000);
    expect(least).toBeLessThan(-4.99 * 60_000);
    expect(Math.max(most, -least)).toBeLessThanOrEqual(5 * 60_000);
  });
});

describe("a seed", () => {
  it("gives the same story every time, and another seed another", async () => {
    const [first, again, other] = [await play(7), await play(7), await play(8)];
    expect(again).toEqual(first);
    expect(other.traceHash).not.toBe(first.traceHash);
  });

  it("gives the same story with other stories beside it", async () => {
    const alone = await play(9);
    const [beside] = await Promise.all([play(9), play(10)]);
    expect(beside).toEqual(alone);
  });

  // In 812 a bank's balance is compared by books that are read just before a reversal is posted to them.
  it.each([11, 812])(
    "in which nothing goes wrong has no faults, and ends as well: %d",
    async (seed) => {
      const calm = await simulateSeed(stage, seed, { operations: OPERATIONS, isCalm: true });
      expect(calm.broken).toBeUndefined();
      expect(Object.values(calm.faults.tallies).filter(({ struck }) => struck > 0)).toEqual([]);
    },
  );
});
