import { beforeAll, describe, expect, it } from "vitest";
import { keys } from "../../../adapters/table/keys.ts";
import { StoreUnavailable, type Write } from "../../../adapters/table/table.ts";
import { unitsByCodes } from "../../../adapters/units-by-code.ts";
import { divisionData } from "../../../domain/reference/division-data.ts";
import * as contracts from "../../../functions/reference/contracts.ts";
import { getCalendarDay } from "../../../functions/reference/get-calendar-day.ts";
import { getEffectiveRules } from "../../../functions/reference/get-effective-rules.ts";
import { listDivisions } from "../../../functions/reference/list-divisions.ts";
import { seedReference } from "../../../functions/reference/seed-reference.ts";
import { httpLambda } from "../../../functions/kit/http.ts";
import { operatorLambda } from "../../../functions/kit/task.ts";
import { call, testKit } from "../../support/door.ts";

const kit = testKit();
const ALL_WRITTEN = { divisions: "written", calendar2026: "written", rulePacks: "written" };
const ALL_IN = { divisions: "in-already", calendar2026: "in-already", rulePacks: "in-already" };
const seed = operatorLambda(contracts.seedReference, (deps) => seedReference(deps), kit);

beforeAll(async () => {
  await seed({});
});

const divisions = (query: Record<string, string> = {}) =>
  call(httpLambda(contracts.listDivisions, listDivisions, kit), { query });
const day = (date: string) =>
  call(httpLambda(contracts.getCalendarDay, getCalendarDay, kit), { path: { date } });

describe("the seed of the reference data", () => {
  it("writes every division, the nation and the Corps", () => {
    const units = kit.table.all().filter((item) => item.type === "unit" && item.sk === "HEAD");
    expect(units).toHaveLength(divisionData().rows.length + 2);
    const years = kit.table.all().filter((item) => item.type === "calendar-year");
    expect(years).toHaveLength(1);
  });

  it("is in once, however often it runs", async () => {
    const before = kit.table.stream().length;
    expect(await seed({})).toEqual(ALL_IN);
    expect(kit.table.stream()).toHaveLength(before);
  });

  it("starts over where it was interrupted", async () => {
    const other = testKit();
    let commits = 0;
    const table = {
      ...other.table,
      commit: (writes: readonly Write[]) => {
        commits += 1;
        return commits > 30
          ? Promise.reject(new Error("the process died"))
          : other.table.commit(writes);
      },
    };
    const dying = operatorLambda(
      contracts.seedReference,
      () => seedReference({ ...other, table }),
      other,
    );
    await expect(dying({})).rejects.toThrow("died");
    const whole = operatorLambda(contracts.seedReference, (deps) => seedReference(deps), other);
    expect(await whole({})).toEqual(ALL_WRITTEN);
    expect(other.table.all()).toHaveLength(kit.table.all().length);
  });

  it("waits for a table that is too busy, and gives up on one that stays so", async () => {
    const other = testKit();
    let refusals = 5;
    let waits = 0;
    const busy = {
      ...other.table,
      commit: (writes: readonly Write[]) => {
        refusals -= 1;
        return refusals >= 0
          ? Promise.reject(new StoreUnavailable("throttled"))
          : other.table.commit(writes);
      },
    };
    const wait = () => Promise.resolve((waits += 1));
    const run = operatorLambda(
      contracts.seedReference,
      () => seedReference({ ...other, table: busy }, { wait }),
      other,
    );
    expect(await run({})).toEqual(ALL_WRITTEN);
    expect(waits).toBe(5);
    expect(other.table.all()).toHaveLength(kit.table.all().length);

    refusals = Infinity;
    const fresh = testKit();
    const never = { ...fresh, table: { ...fresh.table, commit: busy.commit } };
    const hopeless = seedReference(never, { wait });
    await expect(
      operatorLambda(contracts.seedReference, () => hopeless, fresh)({}),
    ).rejects.toThrow(StoreUnavailable);
  });

  it("writes changed divisions anew and leaves the calendar alone", async () => {
    const other = testKit();
    const run = (...names: string[]) =>
      operatorLambda(
        contracts.seedReference,
        (deps) =>
          seedReference(deps, {
            divisions: () => ({
              ...divisionData(),
              rows: names.map((name) => ["410000", name, "100000", "province"]),
            }),
          }),
        other,
      )({});
    await run("河南");
    expect(await run("河南省")).toEqual({ ...ALL_IN, divisions: "written" });
    expect(await other.table.get(keys.unit("unt_410000"))).toMatchObject({ name: "河南省" });
  });

  it("leaves alone what two officers decided since, and adds a pack that is missing", async () => {
    const other = testKit();
    const run = operatorLambda(contracts.seedReference, (deps) => seedReference(deps), other);
    await run({});
    const year = await other.table.get(keys.calendarYear("2026"));
    if (year === undefined) throw new Error("the calendar was seeded");
    await other.table.commit([{ kind: "put", item: { ...year, version: 7 } }]);
    const hainan = other.table.all().filter(({ pk }) => pk === "RULE#unt_460000");
    expect(hainan.length).toBeGreaterThan(2);
    await other.table.commit(hainan.map((key) => ({ kind: "delete", key })));
    expect(await run({})).toEqual({ ...ALL_IN, rulePacks: "written" });
    expect(await other.table.get(keys.calendarYear("2026"))).toMatchObject({ version: 7 });
    expect(await other.table.get(keys.rulePack("unt_460000", 1))).toBeDefined();
  });

  it.each([
    ["unt_110000", "北京", 0],
    ["unt_320000", "江苏", 0],
    ["unt_460000", "海南", 0],
    ["unt_510100", "成都", 1],
    ["unt_630000", "青海", 0],
  ])(
    "has the rules of %s: charged a month before the start at the earliest",
    async (unitId, place, acrossTerms) => {
      const { body } = await call(httpLambda(contracts.getEffectiveRules, getEffectiveRules, kit), {
        query: { unitId },
      });
      const value = (id: string) => body.rules.find((rule: { id: string }) => rule.id === id);
      expect(value("charge.earliest-months")).toMatchObject({
        value: 1,
        binding: { parameter: { status: "unverified" } },
      });
      expect(value("charge.earliest-months").binding.parameter.source.article).toContain(place);
      expect(value("charge.across-terms-forbidden").value).toBe(acrossTerms);
    },
  );

  it("takes no input but an empty one", async () => {
    await expect(seed({ force: true })).rejects.toThrow(/force/);
  });

  it("finds each unit by every code that lists may give it", async () => {
    const statistical = divisionData().rows.find(([, , , , other]) => other !== undefined);
    const [code = "", name, , , otherCode = ""] = statistical ?? [];
    const found = await unitsByCodes(kit.table, new Set([code, otherCode, "411102", "999999"]));
    expect([...found.keys()].sort()).toEqual([code, otherCode, "411102"].sort());
    expect(found.get(otherCode)).toMatchObject({ unitId: `unt_${code}`, name });
  });
});

describe("listDivisions", () => {
  it("lists the provinces and the Corps, page by page", async () => {
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const { status, body } = await divisions({
        limit: "10",
        ...(cursor === undefined ? {} : { cursor }),
      });
      expect(status).toBe(200);
      names.push(...body.divisions.map((division: { name: string }) => division.name));
      cursor = body.nextCursor;
    } while (cursor !== undefined);
    expect(names).toContain("河南省");
    expect(names).toContain("新疆生产建设兵团");
    expect(new Set(names).size).toBe(names.length);
    const provinces = divisionData().rows.filter(([, , , level]) => level === "province");
    expect(names).toHaveLength(provinces.length + 1);
  });

  it("lists what lies below a unit, with code, level and whether it works as a county", async () => {
    const { body } = await divisions({ parent: "unt_441900" });
    expect(body.divisions).toEqual([]);
    const guangdong = await divisions({ parent: "unt_440000", limit: "100" });
    expect(guangdong.body.divisions).toContainEqual({
      unitId: "unt_441900",
      code: "441900",
      name: "东莞市",
      level: "city",
      isCountyLevel: true,
    });
  });

  it("refuses an unknown unit, and a cursor of another parent", async () => {
    const unknown = await divisions({ parent: "unt_999999" });
    expect([unknown.status, unknown.body.code]).toEqual([404, "resource.not-found"]);
    const { body } = await divisions({ limit: "5" });
    const lent = await divisions({ parent: "unt_410000", cursor: body.nextCursor });
    expect([lent.status, lent.body.code]).toEqual([400, "input.cursor-invalid"]);
    expect((await divisions({ limit: "101" })).status).toBe(400);
    expect(kit.defects).toEqual([]);
  });
});

describe("getCalendarDay", () => {
  it.each([
    ["2026-03-02", "workday", true],
    ["2026-03-07", "weekend", false],
    ["2026-01-01", "holiday", false],
    ["2026-01-04", "makeup-workday", true],
  ])("knows %s as %s", async (date, kind, isWorkingDay) => {
    const { status, body } = await day(date);
    expect(status).toBe(200);
    expect(body).toMatchObject({ date, covered: true, kind, isWorkingDay });
  });

  it.each(["2027-01-01", "2025-12-31"])("does not guess %s", async (date) => {
    const { status, body } = await day(date);
    expect(status).toBe(200);
    expect(body.covered).toBe(false);
    expect(body).not.toHaveProperty("isWorkingDay");
    expect(body.awaiting.en).toContain("official notice is awaited");
    expect(body.awaiting.zh).toContain("尚待国务院办公厅通知");
  });

  it("refuses what is no day", async () => {
    expect((await day("2026-02-30")).status).toBe(400);
    expect(kit.defects).toEqual([]);
  });
});
