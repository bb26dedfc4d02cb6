import { describe, expect, it } from "vitest";
import { calendarYear2026 } from "../../domain/reference/calendar-data.ts";
import { calendarOf } from "../../domain/reference/calendar-year.ts";
import { nationalRulePack } from "../../domain/reference/national-rule-pack.ts";
import { PARAMETERS } from "../../domain/reference/rule-parameters.ts";
import { InstitutionSize } from "../../domain/reference/vocabulary.ts";
import { limitsAt } from "../../domain/risk/evaluate.ts";
import { type FactsOfDay, historyOf } from "../../domain/risk/history.ts";
import type { RiskLevel } from "../../domain/risk/indicator.ts";
import { allIndicators } from "../../domain/risk/indicators/all.ts";
import { type FactWindow, windowAt } from "../../domain/risk/window.ts";
import { recordOf } from "../../domain/shared/record.ts";
import { IndicatorId } from "../../domain/shared/risk-codes.ts";
import { addDays, localDate } from "../../domain/shared/time.ts";
import { handbookRows } from "../support/oracles/risk-handbook.ts";
import { isWorkingDayByNotice } from "../support/oracles/working-days.ts";
import { oracleDays, wildFacts } from "../support/risk-facts.ts";
import { type Dice, diceOf } from "../support/risk-world/dice.ts";

const FROM = localDate("2026-03-02");
const DAY_COUNT = 125;
const HISTORIES = 800;
const RANGE = { from: FROM, to: addDays(FROM, DAY_COUNT - 1) };
const calendar = calendarOf([calendarYear2026()]);
const limits = recordOf(InstitutionSize.options, (size) =>
  limitsAt([nationalRulePack], { date: FROM, unitPath: "/unt_100000/", size }),
);

/** Public holidays as the notice has them. */
const HOLIDAYS = [
  ["2026-04-04", "2026-04-06"],
  ["2026-05-01", "2026-05-05"],
  ["2026-06-19", "2026-06-21"],
] as const;
const isRestDay = (day: string) => !isWorkingDayByNotice(day);
const isHoliday = (day: string) => HOLIDAYS.some(([first, last]) => first <= day && day <= last);

/** A day of an institution, and what the slow reading says of it. */
interface Case {
  readonly size: InstitutionSize;
  readonly window: FactWindow;
  readonly expected: Readonly<Record<IndicatorId, RiskLevel>>;
}

const cases: readonly Case[] = Array.from({ length: HISTORIES }, (_, seed) => {
  const dice = diceOf(seed);
  const size = dice.pick(InstitutionSize.options) ?? "small";
  const items = wildFacts(dice, FROM, DAY_COUNT);
  const history = historyOf(items, calendar, RANGE);
  const days = oracleDays(
    items,
    { from: FROM, dayCount: DAY_COUNT },
    { isHoliday, isRestDay },
  ).toReversed();
  return Array.from({ length: DAY_COUNT }, (_day, index): Case => {
    const until = days.slice(DAY_COUNT - 1 - index);
    const expected = recordOf(IndicatorId.options, (id) => handbookRows[id](until, size));
    return { size, window: windowAt(history, index), expected };
  });
}).flat();

describe.each(allIndicators)("$id, on 100,000 days of wild facts", (indicator) => {
  const evaluators = recordOf(InstitutionSize.options, (size) => indicator.compile(limits[size]));

  it("says what a slow reading of the handbook's table says, and meets every level often", () => {
    expect(cases).toHaveLength(100_000);
    const met = { none: 0, yellow: 0, red: 0 };
    const others = cases.filter(({ size, window, expected }) => {
      const { level } = evaluators[size](window);
      met[level] += 1;
      return level !== expected[indicator.id];
    });
    expect(others).toEqual([]);
    expect(Math.min(met.none, met.yellow, met.red)).toBeGreaterThan(100);
  });

  it.each(indicator.parameters.filter((id) => /-(yellow|red)/.test(id)))(
    "would be found out if %s were a little higher",
    (wrong) => {
      const more = PARAMETERS[wrong].unit === "per-cent" ? 10 : 1;
      const off = recordOf(InstitutionSize.options, (size) =>
        indicator.compile((id) => limits[size](id) + (id === wrong ? more : 0)),
      );
      const differs = ({ size, window, expected }: Case) =>
        off[size](window).level !== expected[indicator.id];
      expect(cases.some(differs)).toBe(true);
    },
  );

  it("is ended by what it says would clear it", () => {
    const stubborn = cases.filter(({ size, window }) => {
      const { level, inputs, clears } = evaluators[size](window);
      if (level === "none") return clears.length > 0;
      const better = Object.fromEntries(clears.map(({ what, toValue }) => [what, toValue]));
      return indicator.rejudge({ ...inputs, ...better }, limits[size]).level !== "none";
    });
    expect(stubborn).toEqual([]);
  });

  it("looks at nothing before its window", () => {
    const before = addDays(RANGE.to, -indicator.windowDays);
    const judge = (days: readonly FactsOfDay[]) =>
      evaluators.small(windowAt(historyOf(days, calendar, RANGE), DAY_COUNT - 1));
    for (let seed = 1; seed <= 60; seed += 1) {
      const dice = diceOf(seed);
      const items = wildFacts(dice, FROM, DAY_COUNT);
      const stirred = items.map(({ day, values }) =>
        day > before ? { day, values } : { day, values: { ...values, ...happened(dice) } },
      );
      expect(judge(stirred)).toEqual(judge(items));
    }
  });
});

describe("the holidays that both readings know", () => {
  it("are days off by the notice", () => {
    const days = Array.from({ length: DAY_COUNT }, (_, index) => addDays(FROM, index));
    expect(days.filter(isHoliday).filter(isWorkingDayByNotice)).toEqual([]);
    expect(days.filter(isHoliday)).toHaveLength(11);
  });
});

/** Other things that happened; what stands is left as it was. */
const happened = (dice: Dice) => ({
  outflowFen: dice.whole(0, 9_000_000),
  releasedFen: dice.whole(0, 9_000_000),
  refundAskedCount: dice.whole(0, 9),
  complaintFiledCount: dice.whole(0, 9),
  confirmedCount: dice.whole(0, 9),
  deemedCount: dice.whole(0, 9),
  untaughtConfirmedCount: dice.whole(0, 9),
  doubleAttendanceCount: dice.whole(0, 9),
  offPlatformReportCount: dice.whole(0, 3),
  seenHeadcount: dice.whole(90, 400),
  overLimitAttemptCount: dice.whole(0, 3),
  soldUnitPriceFen: dice.whole(40, 90),
  accountChangeCount: dice.whole(0, 1),
  legalPersonChangeCount: dice.whole(0, 1),
});
