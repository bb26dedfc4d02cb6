import { beforeEach, describe, expect, it } from "vitest";
import { type UnitTree, unitTree } from "../../../adapters/unit-tree.ts";
import type { Place } from "../../../functions/kit/cursor.ts";
import { pageByCounty } from "../../../functions/kit/list-by-county.ts";
import { unitsToList, unitToShow } from "../../../functions/kit/unit-to-list.ts";
import { seedUnits, testKit, type TestKit } from "../../support/door.ts";

const [LUOHE, YUANHUI, YANCHENG, DONGGUAN] = [
  "unt_411100",
  "unt_411102",
  "unt_411103",
  "unt_441900",
];
let kit: TestKit;
let units: UnitTree;

/** One thing lies in each of these units, the city among them. */
beforeEach(async () => {
  kit = testKit();
  await seedUnits(kit.table);
  units = unitTree(kit.table);
  for (const unitId of [LUOHE, YUANHUI, YANCHENG, DONGGUAN]) {
    const item = { pk: `THING#${unitId}`, sk: "HEAD", type: "thing" };
    const listed = { gsi2pk: `LIST#${unitId}`, gsi2sk: "1" };
    await kit.table.commit([{ kind: "put", item: { ...item, ...listed } }]);
  }
});

/** All that is listed for some units, so many on a page. */
async function listed(unitIds: readonly string[], ownToo: boolean, limit: number) {
  const found: string[] = [];
  let place: Place | undefined;
  do {
    const list = { unitIds, ownToo, limit, place, partitionOf: (id: string) => `LIST#${id}` };
    const page = await pageByCounty({ table: kit.table, units }, list);
    found.push(...page.pks.map((pk) => pk.replace("THING#", "")));
    place = page.next;
  } while (place !== undefined);
  return found;
}

describe.each([1, 2, 25])("a list by county, %i to a page", (limit) => {
  it("merges the counties of several units, each county once", async () => {
    const inBoth = [YUANHUI, YANCHENG, DONGGUAN];
    expect(await listed([DONGGUAN, LUOHE], false, limit)).toEqual(inBoth);
    expect(await listed([DONGGUAN, YANCHENG, LUOHE, YANCHENG], false, limit)).toEqual(inBoth);
    expect(await listed([YANCHENG], false, limit)).toEqual([YANCHENG]);
  });

  it("begins with what lies on the units themselves, where that is asked for", async () => {
    const all = [LUOHE, YUANHUI, YANCHENG, DONGGUAN];
    expect(await listed([DONGGUAN, LUOHE], true, limit)).toEqual(all);
    expect(await listed(["unt_100000", LUOHE], true, limit)).toEqual(all);
  });
});

describe("the units of an answer", () => {
  const officeIn = (unitId: string) => ({ unitId, department: "education" as const });
  const both = [officeIn(YUANHUI), officeIn(DONGGUAN), officeIn(YUANHUI)];

  it("are all in which the caller serves, or the one asked for within them", async () => {
    expect(await unitsToList(units, both)).toEqual([YUANHUI, DONGGUAN]);
    expect(await unitsToList(units, [officeIn(LUOHE)], YANCHENG)).toEqual([YANCHENG]);
    for (const asked of [YANCHENG, LUOHE, "unt_999999"])
      await expect(unitsToList(units, both, asked)).rejects.toThrow("identity.outside-unit");
    await expect(unitsToList(units, [])).rejects.toThrow("identity.outside-unit");
  });

  it("are the caller's only one; who serves in several has to say which", async () => {
    expect(await unitToShow(units, [officeIn(LUOHE)], undefined)).toBe(LUOHE);
    expect(await unitToShow(units, both, DONGGUAN)).toBe(DONGGUAN);
    await expect(unitToShow(units, both, undefined)).rejects.toMatchObject({
      code: "identity.unit-unclear",
      facts: { unitIds: `${YUANHUI}, ${DONGGUAN}` },
    });
  });
});
