import { describe, expect, it } from "vitest";
import { calendarYear2026 } from "../../../domain/reference/calendar-data.ts";
import { calendarOf } from "../../../domain/reference/calendar-year.ts";
import { dayNumber } from "../../../domain/risk/day-number.ts";
import { DailyFacts, facts, mergeFacts } from "../../../domain/risk/facts.ts";
import { FACT_NAMES } from "../../../domain/shared/fact-names.ts";
import { historyOf } from "../../../domain/risk/history.ts";
import { allIndicators } from "../../../domain/risk/indicators/all.ts";
import { windowAt } from "../../../domain/risk/window.ts";
import { IndicatorId } from "../../../domain/shared/risk-codes.ts";
import { localDate } from "../../../domain/shared/time.ts";

const calendar = calendarOf([calendarYear2026()]);
const on = (day: string, values: Record<string, number>) => ({ day: localDate(day), values });

describe("the facts of a day", () => {
  it("come together by their kind: flows add up, levels stand, lowest and highest are kept", () => {
    const morning = {
      paidFen: 300,
      custodyBalanceFen: 900,
      soldUnitPriceFen: 80,
      seenHeadcount: 12,
    };
    const evening = {
      paidFen: 50,
      custodyBalanceFen: 700,
      soldUnitPriceFen: 95,
      seenHeadcount: 15,
      orderCount: 1,
    };
    const day = {
      paidFen: 350,
      custodyBalanceFen: 700,
      soldUnitPriceFen: 80,
      seenHeadcount: 15,
      orderCount: 1,
    };
    expect(mergeFacts(morning, evening)).toEqual(day);
    expect(mergeFacts(morning, {})).toEqual(morning);
  });

  it("are whole numbers of known facts, and nothing else", () => {
    const item = { institutionId: "ins_01JNA000000000000000000001", day: "2026-03-02" };
    const parses = (values: object) => DailyFacts.safeParse({ ...item, values }).success;
    expect(parses({ paidFen: 100 })).toBe(true);
    for (const values of [{ paidFen: 1.5 }, { paidFen: -1 }, { paidYuan: 1 }, { paidFen: "1" }])
      expect(parses(values)).toBe(false);
  });

  it("have a Chinese name each, which no two share", () => {
    const names = FACT_NAMES.map((name) => facts[name].zh);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^\p{Script=Han}+$/u.test(name))).toEqual([]);
  });

  it("that indicators look at are all there, and every indicator is in the list once", () => {
    const looked = allIndicators.flatMap((indicator) => indicator.facts);
    expect(looked.filter((name) => !FACT_NAMES.includes(name))).toEqual([]);
    expect(allIndicators.map(({ id }) => id)).toEqual(IndicatorId.options);
  });
});

describe("the history of an institution", () => {
  const history = historyOf(
    [
      on("2026-04-01", { staffCount: 9, paidFen: 5, soldUnitPriceFen: 70 }),
      on("2026-04-03", { staffCount: 8, paidFen: 20 }),
      on("2026-04-05", { paidFen: 7, soldUnitPriceFen: 60 }),
    ],
    calendar,
    { from: localDate("2026-04-02"), to: localDate("2026-04-06") },
  );
  const window = windowAt(history, 4);

  it("has no flow on a day without an item, and lets levels stand, those from before it too", () => {
    expect([4, 3, 2, 1, 0].map((daysAgo) => window.on("paidFen", daysAgo))).toEqual([
      0, 20, 0, 7, 0,
    ]);
    expect([4, 3, 2, 1, 0].map((daysAgo) => window.at("staffCount", daysAgo))).toEqual([
      9, 8, 8, 8, 8,
    ]);
  });

  it("knows a lowest value on its own day only", () => {
    const prices = [4, 3, 2, 1, 0].map((daysAgo) => window.at("soldUnitPriceFen", daysAgo));
    expect(prices).toEqual([undefined, undefined, undefined, 60, undefined]);
  });

  it("sums no more days than there are, and knows what it does not know", () => {
    expect(window.sum("paidFen", 30)).toBe(27);
    expect(window.sum("paidFen", 2)).toBe(7);
    expect(window.sum("paidFen", 2, 2)).toBe(20);
    expect(window.highest("staffCount", 30)).toBe(9);
    expect(window.highest("leaseEndsOn", 30)).toBeUndefined();
    expect(window.historyDays).toBe(5);
    expect(window.today).toBe(dayNumber(localDate("2026-04-06")));
  });

  it("knows the public holidays of the calendar (Qingming, 4 to 6 April)", () => {
    expect([4, 3, 2, 1, 0].map((daysAgo) => window.isHoliday(daysAgo))).toEqual([
      false,
      false,
      true,
      true,
      true,
    ]);
  });

  it("is refused when a day is told twice, or no day is left", () => {
    const twice = [on("2026-04-02", {}), on("2026-04-02", {})];
    const range = { from: localDate("2026-04-02"), to: localDate("2026-04-06") };
    expect(() => historyOf(twice, calendar, range)).toThrow("one item of facts for each day");
    expect(() => historyOf([], calendar, { from: range.to, to: range.from })).toThrow("has a day");
  });
});
