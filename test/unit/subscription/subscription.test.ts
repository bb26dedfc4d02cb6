import { describe, expect, it } from "vitest";
import { isWatched } from "../../../domain/subscription/match.ts";
import { nextMorning } from "../../../domain/subscription/subscription.ts";
import { UnitId } from "../../../domain/shared/ids.ts";

describe("the next morning", () => {
  it.each([
    ["2026-03-02T00:00:00+08:00", "2026-03-02T08:00:00+08:00"],
    ["2026-03-02T07:59:59+08:00", "2026-03-02T08:00:00+08:00"],
    ["2026-03-02T08:00:00+08:00", "2026-03-03T08:00:00+08:00"],
    ["2026-12-31T23:59:59+08:00", "2027-01-01T08:00:00+08:00"],
  ])("after %s is %s", (at, morning) => {
    expect(nextMorning(Date.parse(at))).toBe(Date.parse(morning));
  });
});

describe("what an office watches", () => {
  const filter = { leastLevel: "yellow" as const, indicators: [], units: [] };
  const office = { unitId: UnitId.parse("unt_411100"), department: "education", filter } as const;
  const told = {
    level: "yellow",
    indicatorId: "custody-cover",
    category: "culture-art",
    unitPath: "/unt_100000/unt_410000/unt_411100/unt_411102/",
  } as const;

  it("lies below its unit: a unit whose id begins alike is another one", () => {
    expect(isWatched(office, told)).toBe(true);
    expect(isWatched({ ...office, unitId: UnitId.parse("unt_41110") }, told)).toBe(false);
    const beside = "/unt_100000/unt_410000/unt_410100/unt_410102/";
    expect(isWatched(office, { ...told, unitPath: beside })).toBe(false);
  });

  it.each([
    ["education", "culture-art", true],
    ["culture", "culture-art", true],
    ["culture", "subject", false],
    ["sports", "culture-art", false],
  ] as const)("as %s of %s: %s", (department, category, isTold) => {
    expect(isWatched({ ...office, department }, { ...told, category })).toBe(isTold);
  });

  it("is as severe, by one of the indicators, and in one of the places that it has named", () => {
    const by = (changes: object) =>
      isWatched({ ...office, filter: { ...filter, ...changes } }, told);
    expect(by({ leastLevel: "red" })).toBe(false);
    expect(by({ indicators: ["expiries"] })).toBe(false);
    expect(by({ indicators: ["expiries", "custody-cover"] })).toBe(true);
    expect(by({ units: ["unt_411103"] })).toBe(false);
    expect(by({ units: ["unt_411103", "unt_411102"] })).toBe(true);
  });
});
