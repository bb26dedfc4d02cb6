import { describe, expect, it } from "vitest";
import { divisionData } from "../../../domain/reference/division-data.ts";
import {
  buildOrgUnits,
  CORPS_ID,
  isWithin,
  NATION_ID,
  unitFinder,
} from "../../../domain/reference/division.ts";

const units = buildOrgUnits(divisionData());
const unitOf = unitFinder(units);
const countOf = (level: string) => units.filter((unit) => unit.level === level).length;

describe("the tree of organisational units", () => {
  it("has the nation, 31 provinces and the Corps, 333 cities and all 2,978 county-level units", () => {
    expect(countOf("nation")).toBe(1);
    expect(countOf("province")).toBe(32);
    expect(countOf("city")).toBe(333);
    expect(units.filter((unit) => unit.isCountyLevel)).toHaveLength(2978);
    expect(new Set(units.map((unit) => unit.unitId)).size).toBe(units.length);
  });

  it("knows Yuanhui district by its path from the nation down", () => {
    expect(unitOf("411102")).toEqual({
      unitId: "unt_411102",
      code: "411102",
      name: "源汇区",
      level: "county",
      isCountyLevel: true,
      parentId: "unt_411100",
      path: "/unt_100000/unt_410000/unt_411100/unt_411102/",
      validFrom: "2023-06-30",
    });
  });

  it("closes every path with the unit's own id, below the path of its parent", () => {
    const byId = new Map(units.map((unit) => [unit.unitId, unit]));
    for (const unit of units) {
      const parentPath = unit.parentId ? byId.get(unit.parentId)?.path : "/";
      expect(unit.path).toBe(`${parentPath ?? "no parent"}${unit.unitId}/`);
    }
  });

  it.each([
    ["110101", "/unt_100000/unt_110000/unt_110101/"],
    ["500235", "/unt_100000/unt_500000/unt_500235/"],
    ["419001", "/unt_100000/unt_410000/unt_419001/"],
    ["429004", "/unt_100000/unt_420000/unt_429004/"],
    ["659001", "/unt_100000/unt_650000/unt_659001/"],
  ])("puts %s directly under its province, without a city of statistics", (code, path) => {
    expect(unitOf(code)?.path).toBe(path);
  });

  it.each(["110100", "500200", "419000", "659000"])("has no unit for the grouping %s", (code) => {
    expect(unitOf(code)).toBeUndefined();
  });

  it.each([
    ["441900", "东莞市"],
    ["442000", "中山市"],
    ["460400", "儋州市"],
    ["620200", "嘉峪关市"],
  ])("lets %s %s, a city without counties, do the work of a county", (code, name) => {
    expect(unitOf(code)).toMatchObject({ name, level: "city", isCountyLevel: true });
  });

  it("finds Jiayuguan under the code of statistics as well", () => {
    expect(unitOf("620201")).toBe(unitOf("620200"));
  });

  it("has no county work in a city with counties", () => {
    expect(unitOf("410600")).toMatchObject({ level: "city", isCountyLevel: false });
  });

  it("has the Corps as a provincial authority without a division code", () => {
    expect(units.find((unit) => unit.unitId === CORPS_ID)).toEqual({
      unitId: "unt_XPCC",
      name: "新疆生产建设兵团",
      level: "province",
      isCountyLevel: false,
      parentId: NATION_ID,
      path: "/unt_100000/unt_XPCC/",
      validFrom: "2023-06-30",
    });
  });

  it("refuses data whose parent is missing or whose code stands twice", () => {
    const { source, dataDate } = divisionData();
    const province = ["410000", "河南省", "100000", "province"] as const;
    expect(() =>
      buildOrgUnits({ source, dataDate, rows: [["411102", "源汇区", "411100", "county"]] }),
    ).toThrow("before its parent 411100");
    expect(() => buildOrgUnits({ source, dataDate, rows: [[...province], [...province]] })).toThrow(
      "410000 stands there twice",
    );
  });
});

describe("subtrees", () => {
  it("hold a unit itself and all below it, and nothing beside it", () => {
    const henan = "/unt_100000/unt_410000/";
    expect(isWithin("/unt_100000/unt_410000/unt_411100/unt_411102/", henan)).toBe(true);
    expect(isWithin(henan, henan)).toBe(true);
    expect(isWithin("/unt_100000/", henan)).toBe(false);
    expect(isWithin("/unt_100000/unt_130000/unt_130400/", henan)).toBe(false);
    expect(isWithin("/unt_100000/unt_4100001/", henan)).toBe(false);
  });

  it("refuse a path that does not close, since it would match its neighbours", () => {
    expect(() => isWithin("/unt_100000/unt_410000/", "/unt_100000/unt_41")).toThrow("close with /");
  });
});
