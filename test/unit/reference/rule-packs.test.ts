import { describe, expect, it } from "vitest";
import { builtInPacks } from "../../../domain/reference/local-rule-packs.ts";
import { nationalRulePack, PACK_VERSION } from "../../../domain/reference/national-rule-pack.ts";
import {
  parameterValue,
  resolveParameter,
  RulePack,
} from "../../../domain/reference/rule-packs.ts";
import { ParameterId } from "../../../domain/reference/rule-parameters.ts";
import { localDate } from "../../../domain/shared/time.ts";

const here = {
  date: localDate("2026-03-02"),
  unitPath: "/unt_100000/unt_410000/unt_411100/unt_411102/",
};
const provincial = (scope: string, ...parameters: object[]) =>
  RulePack.parse({
    version: "henan-2026.1",
    parameters: parameters.map((parameter) => ({
      scope,
      validFrom: "2026-01-01",
      source: { article: "河南省办法", date: "2026" },
      status: "sourced",
      ...parameter,
    })),
  });

const nationOnly = [nationalRulePack];

describe("the national rule pack", () => {
  it.each([
    ["charge.most-months", {}, 3, "calendar-month"],
    ["charge.most-lessons", {}, 60, "lesson"],
    ["charge.most-fen", {}, 500_000, "fen"],
    ["charge.summing-window-hours", {}, 24, "hour"],
    ["confirmation.silence-working-days", {}, 15, "working-day"],
    ["refund.silence-working-days", {}, 5, "working-day"],
    ["payout-account.hold-working-days", {}, 3, "working-day"],
    ["refund.before-start-days", {}, 5, "day"],
    ["refund.after-start-days", {}, 15, "day"],
    ["refund.cooling-off-days", {}, 7, "day"],
    ["refund.list-price-basis", {}, 0, "flag"],
    ["refund.quote-hours", {}, 24, "hour"],
    ["interest.institution-cause", {}, 300, "basis-point"],
    ["interest.consumer-cause", {}, 150, "basis-point"],
    ["interest.custody", {}, 5, "basis-point"],
    ["lesson.latest-end", { mode: "offline" }, 20 * 60 + 30, "minute-of-day"],
    ["lesson.latest-end", { mode: "online" }, 21 * 60, "minute-of-day"],
    ["lesson.most-minutes", { mode: "online" }, 30, "minute"],
    ["lesson.least-gap-minutes", { mode: "online" }, 10, "minute"],
  ] as const)("sets %s for %o to %i %s", (id, restriction, value, unit) => {
    expect(resolveParameter(nationOnly, id, { ...here, ...restriction })).toMatchObject({
      ok: true,
      value: { value, unit, binding: { packVersion: PACK_VERSION } },
    });
  });

  it("has, with those of places, a value for every parameter that is defined", () => {
    const parameters = builtInPacks.flatMap((pack) => pack.parameters);
    const set = new Set(parameters.map((parameter) => parameter.id));
    expect([...set].sort()).toEqual([...ParameterId.options].sort());
  });

  it("rests the ¥5,000 limit on the opinion for non-subject, on the platform's reading for subject training", () => {
    const statusFor = (category: "sports" | "subject") => {
      const resolved = resolveParameter(nationOnly, "charge.most-fen", { ...here, category });
      return resolved.ok && resolved.value.binding.parameter.status;
    };
    expect(statusFor("sports")).toBe("sourced");
    expect(statusFor("subject")).toBe("default");
  });

  it("limits the length of a lesson online only", () => {
    expect(
      resolveParameter(nationOnly, "lesson.most-minutes", { ...here, mode: "offline" }),
    ).toEqual({
      ok: false,
      refusal: {
        code: "rule.not-in-force",
        facts: { id: "lesson.most-minutes", date: "2026-03-02" },
      },
    });
  });
});

describe("resolving a parameter over several packs", () => {
  it("takes a province's lower ceiling and tells both values", () => {
    const pack = provincial("unt_410000", { id: "charge.most-lessons", value: 40 });
    const resolved = resolveParameter([...nationOnly, pack], "charge.most-lessons", here);
    expect(resolved).toMatchObject({
      ok: true,
      value: {
        value: 40,
        binding: { packVersion: "henan-2026.1", parameter: { scope: "unt_410000" } },
      },
    });
    expect(resolved.ok && resolved.value.applicable.map((each) => each.parameter.value)).toEqual([
      40, 60,
    ]);
  });

  it("does not let a province loosen a ceiling or shorten a floor", () => {
    const pack = provincial(
      "unt_410000",
      { id: "charge.most-lessons", value: 90 },
      { id: "confirmation.silence-working-days", value: 7 },
    );
    expect(parameterValue([pack, ...nationOnly], "charge.most-lessons", here)).toBe(60);
    expect(parameterValue([pack, ...nationOnly], "confirmation.silence-working-days", here)).toBe(
      15,
    );
  });

  it("ignores what another province or a like-named unit has set", () => {
    for (const scope of ["unt_130000", "unt_4111"]) {
      const pack = provincial(scope, { id: "charge.most-lessons", value: 10 });
      expect(parameterValue([...nationOnly, pack], "charge.most-lessons", here)).toBe(60);
    }
  });

  it("applies a value from its first to its last day", () => {
    const pack = provincial("unt_411100", {
      id: "charge.most-lessons",
      value: 20,
      validFrom: "2026-03-02",
      validTo: "2026-03-31",
    });
    const on = (date: string) =>
      parameterValue([...nationOnly, pack], "charge.most-lessons", {
        ...here,
        date: localDate(date),
      });
    expect([on("2026-03-01"), on("2026-03-02"), on("2026-03-31"), on("2026-04-01")]).toEqual([
      60, 20, 20, 60,
    ]);
  });

  it("applies a restricted value only where category, mode and stage are stated and the same", () => {
    const pack = provincial("unt_410000", {
      id: "charge.most-lessons",
      value: 30,
      category: "sports",
      mode: "offline",
      stage: "preschool",
    });
    const inContext = (restriction: object) =>
      parameterValue([...nationOnly, pack], "charge.most-lessons", { ...here, ...restriction });
    const all = { category: "sports", mode: "offline", stage: "preschool" };
    expect(inContext(all)).toBe(30);
    expect(inContext({})).toBe(60);
    expect(inContext({ ...all, category: "subject" })).toBe(60);
    expect(inContext({ ...all, mode: "online" })).toBe(60);
    expect(inContext({ ...all, stage: "compulsory" })).toBe(60);
  });

  it("stops when a rule cannot do without a value that is not in force", () => {
    const before = { ...here, date: localDate("2020-01-01") };
    expect(() => parameterValue(nationOnly, "charge.most-lessons", before)).toThrow(
      "charge.most-lessons has no value in force on 2020-01-01",
    );
  });
});
