import { describe, expect, it } from "vitest";
import { resolveLimits } from "../../../domain/catalogue/resolve-limits.ts";
import { checkEarliestCharge } from "../../../domain/catalogue/timetable.ts";
import { builtInPacks } from "../../../domain/reference/local-rule-packs.ts";
import { nationalRulePack } from "../../../domain/reference/national-rule-pack.ts";
import { RulePack } from "../../../domain/reference/rule-packs.ts";
import { localDate } from "../../../domain/shared/time.ts";

const context = {
  date: localDate("2026-03-02"),
  unitPath: "/unt_100000/unt_410000/unt_411100/unt_411102/",
  category: "culture-art",
  mode: "offline",
} as const;

describe("the limits of a sale", () => {
  it("are those of the nation where no place has tightened them", () => {
    expect(resolveLimits([nationalRulePack], context)).toEqual({
      rulePackVersion: "nation-2026.2",
      leaveNoticeHours: 24,
      restDaysForbidden: false,
      paymentWindowMs: 24 * 3_600_000,
      maxLessonCount: 60,
      maxAmountFen: 500_000,
      maxMonths: 3,
      windowMs: 86_400_000,
      latestEndMinuteOfDay: 20 * 60 + 30,
    });
  });

  it("limit the length and the gap of online lessons alone", () => {
    expect(resolveLimits([nationalRulePack], { ...context, mode: "online" })).toMatchObject({
      latestEndMinuteOfDay: 21 * 60,
      maxLessonMinutes: 30,
      minGapMinutes: 10,
    });
  });

  it("are the strictest of all places above, and name every pack", () => {
    const city = RulePack.parse({
      version: "luohe-2026.1",
      parameters: [
        {
          id: "charge.most-lessons",
          value: 48,
          scope: "unt_411100",
          validFrom: "2026-01-01",
          source: { article: "漯河市规定", date: "2026" },
          status: "sourced",
        },
      ],
    });
    const { maxLessonCount, rulePackVersion } = resolveLimits([nationalRulePack, city], context);
    expect([maxLessonCount, rulePackVersion]).toEqual([48, "nation-2026.2+luohe-2026.1"]);
  });

  it("stop a sale on a day for which no rules are known", () => {
    const day = localDate("2020-01-01");
    expect(() => resolveLimits([nationalRulePack], { ...context, date: day })).toThrow(
      /no value in force/,
    );
  });

  it("keep an earliest charge only where a place has one", () => {
    const beijing = builtInPacks.find(({ unitId }) => unitId === "unt_110000");
    const packs = [nationalRulePack, RulePack.parse(beijing)];
    const there = { ...context, unitPath: "/unt_100000/unt_110000/unt_110101/" };
    expect(resolveLimits(packs, there)).toMatchObject({ earliestMonths: 1 });
    expect(resolveLimits(packs, context)).not.toHaveProperty("earliestMonths");
  });

  it.each([
    ["2026-03-11", "2026-04-12", 1, false],
    ["2026-03-12", "2026-04-12", 1, true],
    ["2026-02-27", "2026-03-31", 1, false],
    ["2026-02-28", "2026-03-31", 1, true],
    ["2020-01-01", "2026-03-31", undefined, true],
  ])(
    "let what begins late be charged from a month before: %s for %s, %s month",
    (today, first, months, fits) => {
      expect(checkEarliestCharge(localDate(today), localDate(first), months).ok).toBe(fits);
    },
  );
});
