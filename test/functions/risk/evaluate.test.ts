import { beforeEach, describe, expect, it } from "vitest";
import { openAlertOf } from "../../../adapters/repositories/alert-items.ts";
import { fundedUnitItem } from "../../../adapters/repositories/funds-items.ts";
import { dayNumber } from "../../../domain/risk/day-number.ts";
import { UnitId } from "../../../domain/shared/ids.ts";
import { DAY_MS, localDate } from "../../../domain/shared/time.ts";
import { scheduleLambda } from "../../../functions/kit/queue.ts";
import { evaluateDaily as contract } from "../../../functions/risk/contracts.ts";
import { evaluateDaily } from "../../../functions/risk/evaluate-daily.ts";
import { alertCity, type AlertCity } from "../../support/alert-city.ts";
import { entriesIn } from "../../support/events.ts";
import { poisonFacts } from "../../support/told-facts.ts";

let city: AlertCity;
beforeEach(async () => {
  city = await alertCity();
});

const alertEvents = (): readonly string[] =>
  entriesIn(city.kit.table)
    .map(({ eventName }) => eventName)
    .filter((name) => name.startsWith("alert-"));

describe("a fact that changes", () => {
  it("raises an alert, takes it higher and lower, and ends it, each once however often it is told", async () => {
    const steps = [
      [1, ["yellow", "raised"]],
      [4, ["red", "raised"]],
      [-3, ["yellow", "raised"]],
      [-2, ["yellow", "cleared"]],
    ] as const;
    for (const [more, expected] of steps) {
      await city.tell({ refundOverdueCount: more });
      await city.evaluate();
      await city.evaluate();
      const alerts = await city.alertsOf();
      expect(alerts.map(({ level, status }) => [level, status])).toEqual([expected]);
    }
    expect(alertEvents()).toEqual([
      "alert-raised",
      "alert-raised-higher",
      "alert-lowered",
      "alert-cleared",
    ]);
    expect(
      await openAlertOf(city.kit.table, city.institutionId, "overdue-refunds"),
    ).toBeUndefined();
  });

  it("raises another alert where it comes back after its end", async () => {
    for (const more of [1, -1, 1]) {
      await city.tell({ refundOverdueCount: more });
      await city.evaluate();
    }
    const alerts = await city.alertsOf();
    expect(alerts.map(({ status }) => status)).toEqual(["cleared", "raised"]);
  });

  it("raises one alert where two evaluations meet", async () => {
    await city.tell({ refundOverdueCount: 5 });
    await Promise.all([city.evaluate(), city.evaluate(), city.evaluate()]);
    expect(alertEvents()).toEqual(["alert-raised"]);
    expect(city.kit.defects).toEqual([]);
  });

  it("is judged by the indicator whose rule told of it, and by no other", async () => {
    await city.tell({ refundOverdueCount: 1, untaughtConfirmedCount: 1 });
    await city.evaluate("untaught-confirmations");
    expect((await city.alertsOf()).map(({ indicatorId }) => indicatorId)).toEqual([
      "untaught-confirmations",
    ]);
  });

  it("warns of nothing on a day before any that is known, as a clock that is behind may ask", async () => {
    await city.tell({ refundOverdueCount: 5 });
    city.kit.advance(-10 * DAY_MS);
    await city.evaluate();
    expect(alertEvents()).toEqual([]);
  });

  it("fails by name where the institution, or its county, does not exist", async () => {
    const nowhere = await city.found(2, { countyUnitId: UnitId.parse("unt_999999") });
    await city.tell({ refundOverdueCount: 5 }, nowhere);
    await expect(city.evaluate("overdue-refunds", nowhere)).rejects.toThrow(
      "the county unt_999999 is a unit",
    );
    const nobody = nowhere.replace(/2$/, "9");
    await expect(city.evaluate("overdue-refunds", nobody)).rejects.toThrow(
      `${nobody} has facts and is an institution`,
    );
  });

  it("right before midnight still warns when it is told after it, until the day after is over", async () => {
    city.goTo(Date.parse("2026-04-20T23:59:59+08:00"));
    await city.tell({ outflowFen: 1 });
    for (let day = 0; day < 40; day += 1) {
      city.kit.advance(DAY_MS);
      await city.tell({ outflowFen: 1000 });
    }
    await city.tell({ outflowFen: 900_000_000 });
    city.kit.advance(2000);
    await city.evaluate("outflow-surge");
    expect((await city.alertsOf()).map(({ level }) => level)).toEqual(["red"]);
    await city.evaluate("outflow-surge");
    city.kit.advance(DAY_MS);
    await city.evaluateCounty();
    const surges = (await city.alertsOf()).filter((one) => one.indicatorId === "outflow-surge");
    expect(surges.map(({ status }) => status)).toEqual(["cleared"]);
  });
});

describe("a night's evaluation", () => {
  it("queues each county with institutions once, ten in a message, and no other", async () => {
    const counties = Array.from({ length: 23 }, (_, place) => `unt_4111${10 + place}`);
    const below = [
      ["unt_100000", "unt_410000", false],
      ["unt_410000", "unt_411100", false],
      ...counties.map((unitId) => ["unt_411100", unitId, true] as const),
    ] as const;
    const items = below.map(([parentId, unitId, isCountyLevel]) =>
      fundedUnitItem(parentId, { unitId: UnitId.parse(unitId), isCountyLevel }),
    );
    await city.kit.table.commit(items.map((item) => ({ kind: "put", item })));
    const queued: { countyUnitIds: readonly string[] }[] = [];
    const queue = {
      send: (messages: readonly unknown[]) => {
        queued.push(...(messages as typeof queued));
        return Promise.resolve();
      },
    };
    await scheduleLambda(contract, evaluateDaily, { ...city.kit, queue })();
    expect(queued.map(({ countyUnitIds }) => countyUnitIds.length)).toEqual([10, 10, 3]);
    expect(queued.flatMap(({ countyUnitIds }) => countyUnitIds)).toEqual(counties);
  });

  it("raises what only time brings, and ends it when its cause is gone", async () => {
    const today = dayNumber(localDate("2026-03-02"));
    await city.tell({ licenceEndsOn: today + 61 });
    expect(await city.evaluateCounty()).toBe(true);
    expect(await city.alertsOf()).toEqual([]);
    city.kit.advance(DAY_MS);
    await city.evaluateCounty();
    city.kit.advance(60 * DAY_MS);
    await city.evaluateCounty();
    expect((await city.alertsOf()).map(({ level, inputs }) => [level, inputs])).toEqual([
      ["red", { daysLeft: 0 }],
    ]);
    await city.tell({ licenceEndsOn: today + 700 });
    await city.evaluateCounty();
    expect((await city.alertsOf()).map(({ status }) => status)).toEqual(["cleared"]);
  });

  it("judges all others where the facts of one institution cannot be read, and says which", async () => {
    const poisoned = await city.found(2, { uscc: "91411102MA0000002X" });
    const third = await city.found(3, { uscc: "91411102MA0000003X" });
    for (const id of [city.institutionId, poisoned, third])
      await city.tell({ refundOverdueCount: 1 }, id);
    await poisonFacts(city.kit.table, poisoned, localDate("2026-03-02"));
    expect(await city.evaluateCounty()).toBe(false);
    expect(await city.evaluateCounty()).toBe(false);
    for (const id of [city.institutionId, third]) expect(await city.alertsOf(id)).toHaveLength(1);
    expect(await city.alertsOf(poisoned)).toEqual([]);
    expect(city.kit.logged).toContainEqual(
      expect.objectContaining({ message: "not-evaluated", institution: poisoned }),
    );
  });

  it("judges by all other indicators where one alert cannot be brought into line", async () => {
    await city.tell({ refundOverdueCount: 1, untaughtConfirmedCount: 1 });
    const { table } = city.kit;
    await city.evaluate("overdue-refunds");
    const [broken] = await city.alertsOf();
    const head = await table.get({ pk: `ALT#${String(broken?.alertId)}`, sk: "HEAD" });
    if (head === undefined) throw new Error("the alert was raised");
    await table.commit([{ kind: "put", item: { ...head, state: { level: "purple" } } }]);
    expect(await city.evaluateCounty()).toBe(false);
    const open = await openAlertOf(table, city.institutionId, "untaught-confirmations");
    expect(open?.state.level).toBe("yellow");
  });
});
