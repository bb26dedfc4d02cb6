import { describe, expect, it } from "vitest";
import { keys } from "../../../adapters/table/keys.ts";
import { InstitutionState } from "../../../domain/institution/institution.ts";
import { getCustodyPosition as positionContract } from "../../../functions/custody/contracts.ts";
import { getCustodyPosition } from "../../../functions/custody/get-custody-position.ts";
import * as contracts from "../../../functions/institution/contracts.ts";
import { listInstitutions } from "../../../functions/institution/list-institutions.ts";
import { httpLambda } from "../../../functions/kit/http.ts";
import { call, seedMember, seedUnits, testKit, type TestKit } from "../../support/door.ts";
import { anInstitution, seedInstitution } from "../../support/institution.ts";

/** Bugs that others have had where areas and lists are concerned, each by its name. */

/** Institutions in a county, numbered from one on. */
async function institutionsIn(kit: TestKit, countyUnitId: string, from: number, count: number) {
  for (let n = from; n < from + count; n += 1) {
    const institutionId = `ins_${String(n).padStart(26, "0")}`;
    await seedInstitution(
      kit,
      InstitutionState.parse({ ...anInstitution(), institutionId, countyUnitId }),
    );
  }
}

/** What an officer of a unit is shown of its institutions, page by page. */
async function officerOf(kit: TestKit, unitId: string) {
  const role = {
    role: "officer",
    department: "education",
    duties: ["institutions", "funds"],
  } as const;
  const as = await seedMember(kit.table, `officer-of-${unitId}`, { ...role, unitId });
  const list = httpLambda(contracts.listInstitutions, listInstitutions, kit);
  const page = (query: Record<string, string> = {}) => call(list, { as, query });
  const all = async (query: Record<string, string> = {}): Promise<readonly string[]> => {
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const { body } = await page({ ...query, ...(cursor === undefined ? {} : { cursor }) });
      ids.push(...body.institutions.map((one: { institutionId: string }) => one.institutionId));
      cursor = body.nextCursor;
    } while (cursor !== undefined);
    return ids;
  };
  const position = httpLambda(positionContract, getCustodyPosition, kit);
  return {
    page,
    all,
    position: (institutionId: string) => call(position, { as, path: { institutionId } }),
  };
}

describe("a region prefix leaks", () => {
  // Elsewhere whoever had the area 4111 also saw 41110 and 411102: the paths did not close.
  const neighbours = [
    { unitId: "unt_41110", parentId: "unt_410000", path: "/unt_100000/unt_410000/unt_41110/" },
    {
      unitId: "unt_4111021",
      parentId: "unt_411100",
      path: "/unt_100000/unt_410000/unt_411100/unt_4111021/",
    },
  ];

  it("not between units whose ids begin alike: each sees its own institution, and no other", async () => {
    const kit = testKit();
    await seedUnits(kit.table);
    for (const { unitId, parentId, path } of neighbours) {
      const unit = { type: "unit", unitId, parentId, path, name: unitId, level: "county" };
      const item = { ...unit, isCountyLevel: true };
      await kit.table.commit([
        { kind: "put", item: { ...keys.unit(unitId), ...item } },
        { kind: "put", item: { ...keys.childUnit(parentId, unitId), ...item } },
      ]);
    }
    const units = ["unt_41110", "unt_411102", "unt_4111021"];
    const ids = units.map((_, n) => `ins_${String(n + 1).padStart(26, "0")}`);
    for (const [n, unitId] of units.entries()) await institutionsIn(kit, unitId, n + 1, 1);
    for (const [n, unitId] of units.entries()) {
      const officer = await officerOf(kit, unitId);
      expect(await officer.all()).toEqual([ids[n]]);
      const statuses = await Promise.all(
        ids.map(async (id) => (await officer.position(id)).status),
      );
      expect(statuses).toEqual(ids.map((_, other) => (other === n ? 200 : 403)));
    }
    const city = await officerOf(kit, "unt_411100");
    expect(await city.all()).toEqual(ids.slice(1));
  });
});

describe("a search silently capped", () => {
  // Elsewhere the first thousand hits were all, and nobody was told that there were more.
  it("never: every page that is not the last names the next, to the last institution of the last county", async () => {
    const kit = testKit();
    await seedUnits(kit.table);
    await institutionsIn(kit, "unt_411102", 1, 130);
    await institutionsIn(kit, "unt_411103", 201, 75);
    await institutionsIn(kit, "unt_441900", 301, 5);
    const nation = await officerOf(kit, "unt_100000");
    for (const query of [{}, { limit: "7" }, { limit: "100" }]) {
      const ids = await nation.all(query);
      expect(ids).toHaveLength(210);
      expect(new Set(ids).size).toBe(210);
    }
    const first = await nation.page();
    expect(first.body.institutions.length).toBeLessThan(210);
    expect(first.body.nextCursor).toEqual(expect.any(String));
    const greedy = await nation.page({ limit: "100000" });
    expect([greedy.status, greedy.body.code]).toEqual([400, "input.invalid"]);
  });
});
