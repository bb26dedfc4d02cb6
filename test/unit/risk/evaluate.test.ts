import { describe, expect, it } from "vitest";
import { checkTighter } from "../../../domain/reference/check-tighter.ts";
import { builtInPacks } from "../../../domain/reference/local-rule-packs.ts";
import { nationalRulePack } from "../../../domain/reference/national-rule-pack.ts";
import { AdoptedPack } from "../../../domain/reference/rule-book.ts";
import { RulePack } from "../../../domain/reference/rule-packs.ts";
import { InstitutionSize } from "../../../domain/reference/vocabulary.ts";
import { explain, evaluatorOf, limitsAt, sizeOf } from "../../../domain/risk/evaluate.ts";
import { daysOffFrom, withTotals } from "../../../domain/risk/history.ts";
import { facts } from "../../../domain/risk/facts.ts";
import { FACT_NAMES, type FactName } from "../../../domain/shared/fact-names.ts";
import { dayNumber } from "../../../domain/risk/day-number.ts";
import type { Indicator } from "../../../domain/risk/indicator.ts";
import { allIndicators } from "../../../domain/risk/indicators/all.ts";
import { windowAt } from "../../../domain/risk/window.ts";
import { calendarOf } from "../../../domain/reference/calendar-year.ts";
import { UnitId } from "../../../domain/shared/ids.ts";
import { recordOf } from "../../../domain/shared/record.ts";
import type { IndicatorId } from "../../../domain/shared/risk-codes.ts";
import { localDate } from "../../../domain/shared/time.ts";

const DAY = localDate("2026-03-02");
const place = { date: DAY, unitPath: "/unt_100000/unt_410000/unt_411100/unt_411102/" };
const limits = limitsAt([nationalRulePack], { ...place, size: "small" });

const indicatorOf = (id: IndicatorId): Indicator => {
  const found = allIndicators.find((indicator) => indicator.id === id);
  if (found === undefined) throw new Error(`there is no indicator ${id}`);
  return found;
};

/** A history of as many days as the longest list has; a fact's last value is today's. */
function windowOf(given: Partial<Record<FactName, readonly number[]>>, least = 1) {
  const dayCount = Math.max(least, ...Object.values(given).map((values) => values.length));
  const columns = recordOf(FACT_NAMES, (name) => {
    const column = new Float64Array(dayCount).fill(facts[name].kind === "flow" ? 0 : NaN);
    const values = given[name] ?? [];
    values.forEach((value, index) => (column[dayCount - values.length + index] = value));
    return column;
  });
  const daysOff = daysOffFrom(DAY, dayCount, calendarOf([]));
  const column = (name: FactName) => columns[name];
  const history = withTotals({ firstDay: dayNumber(DAY), dayCount, column, daysOff });
  return windowAt(history, dayCount - 1);
}

const evaluationOf = (
  id: IndicatorId,
  given: Partial<Record<FactName, readonly number[]>>,
  least?: number,
) => indicatorOf(id).compile(limits)(windowOf(given, least));

/** For a small, a medium and a large institution. */
const levelsBySize = (id: IndicatorId, given: Partial<Record<FactName, readonly number[]>>) =>
  InstitutionSize.options.map((size) => {
    const limitsOf = limitsAt([nationalRulePack], { ...place, size });
    return indicatorOf(id).compile(limitsOf)(windowOf(given)).level;
  });

describe("what an evaluation tells a person", () => {
  it("is what was found with each value, and what would end it, in both languages", () => {
    const given = { custodyBalanceFen: [94_000], liabilityFen: [100_000] };
    const evaluation = evaluationOf("custody-cover", given);
    expect(evaluation.level).toBe("red");
    expect(explain(indicatorOf("custody-cover"), evaluation)).toEqual({
      found: {
        zh: "托管余额 94000 分，应保障金额 100000 分。",
        en: "Custody holds 94000 fen, and 100000 fen are owed to families.",
      },
      inputs: [
        {
          id: "balanceFen",
          name: { zh: "托管余额", en: "custody balance" },
          value: 94_000,
          unit: "fen",
        },
        {
          id: "liabilityFen",
          name: { zh: "应保障金额", en: "owed to families" },
          value: 100_000,
          unit: "fen",
        },
      ],
      wouldClear: [{ zh: "托管余额不低于 100000 分。", en: "Custody holds at least 100000 fen." }],
    });
  });

  it("says so where the indicator does not apply", () => {
    const told = explain(indicatorOf("custody-cover"), evaluationOf("custody-cover", {}));
    expect(told.found.en).toMatch(/does not apply/);
    expect(told).toMatchObject({ inputs: [], wouldClear: [] });
  });

  it.each(allIndicators)(
    "$id: has no hole in a text, and needs no fact that is not an input",
    (one) => {
      const values = Object.fromEntries(Object.keys(one.inputs).map((name) => [name, 1]));
      const clears = Object.keys(one.clearing).map((what) => ({ what, toValue: 1 }));
      const told = explain(one, { indicatorId: one.id, level: "red", inputs: values, clears });
      const texts = [told.found, ...told.wouldClear, one.name];
      expect(told.wouldClear.length).toBeGreaterThan(0);
      for (const { zh, en } of texts) {
        expect(zh).toMatch(/\p{Script=Han}/u);
        expect(`${zh}${en}`).not.toMatch(/[{}]/);
        expect(en).not.toMatch(/\p{Script=Han}/u);
      }
    },
  );
});

describe("the edges of the indicators", () => {
  it("owing without any account is holding nothing; a deposit takes the place of custody", () => {
    expect(evaluationOf("custody-cover", { liabilityFen: [1] }).level).toBe("red");
    const byDeposit = { liabilityFen: [1], depositFloorFen: [1] };
    expect(evaluationOf("custody-cover", byDeposit)).toMatchObject({ level: "none", inputs: {} });
    expect(evaluationOf("deposit-shortfall", byDeposit).level).toBe("red");
  });

  it("an outflow is compared from 14 days of history on, and after none any is above the mean", () => {
    const quiet = (days: number) => [...Array<number>(days).fill(0), 2_000_000];
    expect(evaluationOf("outflow-surge", { outflowFen: quiet(13) }).level).toBe("none");
    expect(evaluationOf("outflow-surge", { outflowFen: quiet(14) }).level).toBe("red");
    expect(evaluationOf("outflow-surge", { outflowFen: [...quiet(14), 1_999_999] }).level).toBe(
      "none",
    );
  });

  it("refund requests of a young institution are judged by their count alone", () => {
    expect(evaluationOf("refund-surge", { refundAskedCount: [4] }).level).toBe("none");
    expect(evaluationOf("refund-surge", { refundAskedCount: [5] }).level).toBe("yellow");
    expect(evaluationOf("refund-surge", { refundAskedCount: [10] }).level).toBe("red");
  });

  it("one complaint is one family's word in a school of any size, two of 500 pupils are a rate", () => {
    const filed = (count: number) => ({ complaintFiledCount: [count], paidHeadcount: [500] });
    expect(levelsBySize("complaint-rate", filed(1))).toEqual(["none", "none", "none"]);
    expect(levelsBySize("complaint-rate", filed(2))).toEqual(["yellow", "yellow", "yellow"]);
  });

  it("is repeated what a small school tries on three days, a medium one on four, a large one on six", () => {
    const triedOn = (days: number) =>
      levelsBySize("limits-and-prices", { overLimitAttemptCount: Array<number>(days).fill(1) });
    expect([1, 3, 4, 5, 6].map(triedOn)).toEqual([
      ["yellow", "yellow", "yellow"],
      ["red", "yellow", "yellow"],
      ["red", "red", "yellow"],
      ["red", "red", "yellow"],
      ["red", "red", "red"],
    ]);
  });

  it("a school that has never taught is given a month before its lessons are missed", () => {
    const owing = (days: number) => ({ liabilityFen: Array<number>(days).fill(100) });
    expect(evaluationOf("closing-signs", owing(31)).level).toBe("none");
    expect(evaluationOf("closing-signs", owing(32)).level).toBe("yellow");
  });

  it("a licence is red on its last day, and yellow 60 days before it", () => {
    const levelWith = (daysLeft: number) =>
      evaluationOf("expiries", { licenceEndsOn: [dayNumber(DAY) + daysLeft] }).level;
    expect([61, 60, 1, 0, -1].map(levelWith)).toEqual(["none", "yellow", "yellow", "red", "red"]);
  });
});

describe("the limits of a place", () => {
  const county = (...parameters: object[]) =>
    RulePack.parse({
      version: "411102.1",
      parameters: parameters.map((each) => ({
        scope: "unt_411102",
        validFrom: "2026-01-01",
        source: { article: "郾城区预警办法", date: "2026-01" },
        status: "sourced",
        ...each,
      })),
    });
  const limitBy = (pack: RulePack, id: Parameters<typeof limits>[0], size: "small" | "large") =>
    limitsAt([nationalRulePack, pack], { ...place, size })(id);

  it("are tightened by size, and only for that size", () => {
    const pack = county({ id: "risk.refund-surge-yellow", value: 150, size: "large" });
    expect(limitBy(pack, "risk.refund-surge-yellow", "large")).toBe(150);
    expect(limitBy(pack, "risk.refund-surge-yellow", "small")).toBe(200);
  });

  it("make yellow at least as strict as red, whichever a place has tightened", () => {
    const pack = county(
      { id: "risk.custody-cover-red", value: 105 },
      { id: "risk.overdue-refunds-red", value: 1 },
    );
    expect(limitBy(pack, "risk.custody-cover-yellow", "small")).toBe(105);
    expect(limitBy(pack, "risk.overdue-refunds-yellow", "small")).toBe(1);
    const [overdue] = evaluatorOf(
      [indicatorOf("overdue-refunds")],
      limitsAt([nationalRulePack, pack], { ...place, size: "small" }),
    )(windowOf({ refundOverdueCount: [1] }));
    expect(overdue).toMatchObject({ level: "red", clears: [{ what: "overdueCount", toValue: 0 }] });
  });

  it("are never loosened, for one size of institution neither", () => {
    const above = builtInPacks
      .filter(({ unitId }) => unitId === "unt_100000")
      .map((pack) => [AdoptedPack.parse({ ...pack, number: 1 })]);
    const proposed = (value: number) => ({
      unitId: UnitId.parse("unt_411102"),
      effectiveFrom: localDate("2026-04-01"),
      parameters: county({ id: "risk.outflow-surge-least-fen", value, size: "large" }).parameters,
    });
    expect(checkTighter(proposed(9_000_000), above, place.unitPath).ok).toBe(true);
    expect(checkTighter(proposed(11_000_000), above, place.unitPath)).toMatchObject({
      refusal: { code: "rule.looser-than-above" },
    });
  });

  it("say how large an institution counts as", () => {
    const sizes = [199, 200, 999, 1000].map((pupils) => sizeOf([nationalRulePack], place, pupils));
    expect(sizes).toEqual(["small", "medium", "medium", "large"]);
  });
});
