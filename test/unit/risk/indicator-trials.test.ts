import { describe, expect, it } from "vitest";
import { calendarYear2026 } from "../../../domain/reference/calendar-data.ts";
import { calendarOf } from "../../../domain/reference/calendar-year.ts";
import { allIndicators } from "../../../domain/risk/indicators/all.ts";
import { firstDayFor, judge, riskCase } from "../../../domain/risk/judge.ts";
import { compareDays } from "../../../domain/risk/versions/compare.ts";
import {
  advanceTrial,
  completeTrial,
  MOST_TRIAL_DAYS,
  shadowDay,
  startBacktest,
} from "../../../domain/risk/versions/trial.ts";
import { startShadow } from "../../../domain/risk/versions/version.ts";
import { IndicatorTrialId } from "../../../domain/shared/ids.ts";
import { addDays, DAY_MS, localDate } from "../../../domain/shared/time.ts";
import {
  AT,
  aVersion,
  codeOf,
  COUNTY,
  drafted,
  indicatorOf,
  nation,
  ulid,
  unitPath,
  valueOf,
} from "../../support/indicator-versions.ts";
import { wildFacts } from "../../support/risk-facts.ts";
import { diceOf } from "../../support/risk-world/dice.ts";

const trialId = IndicatorTrialId.parse(`itr_${ulid("A")}`);

describe("a trial", () => {
  const span = { from: localDate("2026-02-01"), to: localDate("2026-02-10") };
  const page = () => ({
    ...{ institutionCount: 25, unreadableCount: 1, findings: [], next: undefined },
  });

  it("is of as many days as can be read at once, and no more", () => {
    const to = localDate("2026-02-28");
    const from = (days: number) => ({ from: addDays(to, 1 - days), to });
    const begin = (days: number) => codeOf(startBacktest(aVersion(), trialId, from(days), AT));
    expect(begin(MOST_TRIAL_DAYS)).toBeUndefined();
    expect(begin(MOST_TRIAL_DAYS + 1)).toBe("indicator.span-too-long");
  });

  it("adds up its groups, and tells its version on how many days it was tried", () => {
    const begun = valueOf(startBacktest(aVersion(), trialId, span, AT));
    expect(begun.version.backtestId).toBe(trialId);
    const { trial } = advanceTrial(begun.trial, { ...page(), next: { county: COUNTY } }, AT);
    expect(trial).toMatchObject({ page: 1, place: { county: COUNTY }, status: "running" });
    const done = completeTrial(trial, begun.version, page(), AT + 1);
    expect(done.trial.counts).toMatchObject({
      ...{ institutionCount: 50, dayCount: 500, unreadableCount: 2 },
    });
    expect(done.trial).toMatchObject({ page: 2, status: "done", completedAt: AT + 1 });
    expect(done.trial.place).toBeUndefined();
    expect(done.version).toMatchObject({ triedDays: 10, shadowDays: 0 });
    expect(done.version.backtestId).toBeUndefined();
  });

  it("in shadow is of the day before, once, and ends after a quarter", () => {
    let { version } = valueOf(startShadow(aVersion()));
    let days = 0;
    for (let day = 0; day < 200; day += 1) {
      const begun = shadowDay(version, trialId, AT + day * DAY_MS);
      if (begun === undefined) continue;
      expect(shadowDay(begun.version, trialId, AT + day * DAY_MS)).toBeUndefined();
      version = completeTrial(begun.trial, begun.version, page(), AT).version;
      days += 1;
    }
    expect(days).toBe(92);
    expect(version).toMatchObject({ shadowDays: 92, triedDays: 92, shadowedTo: "2026-05-31" });
  });

  it("does not end a backtest that runs beside the shadow", () => {
    const { version } = valueOf(startShadow(aVersion()));
    const tested = valueOf(startBacktest(version, trialId, span, AT)).version;
    const shadow = shadowDay(tested, IndicatorTrialId.parse(`itr_${ulid("B")}`), AT);
    if (shadow === undefined) throw new Error("the day before is tried");
    const after = completeTrial(shadow.trial, shadow.version, page(), AT).version;
    expect(after).toMatchObject({ backtestId: trialId, triedDays: 1 });
  });
});

describe("the comparison of days", () => {
  const from = localDate("2026-02-01");
  const to = addDays(from, 59);
  const tried = (seed: number) => ({
    items: wildFacts(diceOf(seed), from, 60),
    ...{ knownFrom: from, from, to, packs: [nation], place: { unitPath } },
    calendar: calendarOf([calendarYear2026()]),
  });

  it("finds no difference where a version changes nothing, of any indicator", () => {
    let warned = 0;
    for (const indicator of allIndicators)
      for (let seed = 0; seed < 40; seed += 1) {
        const { version } = valueOf(drafted(indicator.id, []));
        for (const { live, draft } of compareDays(indicator, version, tried(seed))) {
          expect(draft).toBe(live);
          warned += 1;
        }
      }
    expect(warned).toBeGreaterThan(1000);
  });

  it("finds of each day what its own evaluation says, also of a day that is judged on the next", () => {
    const levels = { none: 0, yellow: 0, red: 0 };
    for (const [seed, indicator] of [...allIndicators, ...allIndicators].entries()) {
      const { version } = valueOf(drafted(indicator.id, []));
      const wild = tried(seed);
      // Without pupils an institution has one size on all days, of which a trial knows one.
      const items = wild.items.map(({ day, values: { paidHeadcount: _size, ...values } }) => ({
        day,
        values,
      }));
      const days = { ...wild, items };
      const runs = compareDays(indicator, version, days);
      for (let day = from; day <= to; day = addDays(day, 1)) {
        const known = items.filter((item) => item.day <= day);
        const first = firstDayFor([indicator], day);
        const span = { from: first < from ? from : first, day };
        const alone = judge(indicator, riskCase(known, span, days, days.place)).level;
        const run = runs.find((one) => one.from <= day && day <= one.to);
        expect([indicator.id, day, run?.live ?? "none"]).toEqual([indicator.id, day, alone]);
        levels[alone] += 1;
      }
    }
    expect(Math.min(...Object.values(levels))).toBeGreaterThan(20);
  });

  it("never finds a stricter version milder, and tells each day at most once", () => {
    const rank = { none: 0, yellow: 1, red: 2 };
    const indicator = indicatorOf("custody-cover");
    let higher = 0;
    for (let seed = 0; seed < 60; seed += 1) {
      const runs = compareDays(indicator, aVersion(), tried(seed));
      let last = "";
      for (const { from: first, to: end, live, draft } of runs) {
        expect(first > last && first <= end).toBe(true);
        last = end;
        expect(rank[draft]).toBeGreaterThanOrEqual(rank[live]);
        if (draft !== live) higher += 1;
      }
    }
    expect(higher).toBeGreaterThan(20);
  });
});
