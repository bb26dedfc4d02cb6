import { beforeEach, describe, expect, it } from "vitest";
import { keys } from "../../../adapters/table/keys.ts";
import { type Table } from "../../../adapters/table/table.ts";
import { HOUR_MS, toRfc3339 } from "../../../domain/shared/time.ts";
import {
  type Caller,
  seedMember,
  seedUnits,
  START,
  testKit,
  type TestKit,
} from "../../support/door.ts";
import {
  fold,
  foldAll,
  fundedId,
  type Funded,
  fundsCalls,
  queuedUnits,
  seedFunded,
} from "../../support/funds.ts";
import { fundsOfficer } from "../../support/institution.ts";

const COUNTY = "unt_411102";
/** More than two pages of institutions. */
const INSTITUTIONS = 120;
const all = Array.from({ length: INSTITUTIONS }, (_, index): Funded => ({
  number: index + 1,
  countyUnitId: COUNTY,
  category: "sports",
  unconsumed: 1000 + index,
  released: 7,
  beyondFen: index % 40 === 0 ? -3 : 0,
}));
const HELD_FEN = all.reduce((sum, { unconsumed }) => sum + unconsumed, 0);

let kit: TestKit;
let officer: Caller;
let overview: ReturnType<typeof fundsCalls>["overview"];
beforeEach(async () => {
  kit = testKit();
  await seedUnits(kit.table);
  await seedFunded(kit, all);
  officer = await seedMember(kit.table, "county", fundsOfficer(COUNTY));
  ({ overview } = fundsCalls(kit));
});

const whole = {
  institutionCount: INSTITUTIONS,
  heldInCustodyFen: HELD_FEN,
  accountCount: INSTITUTIONS,
  breakCount: 3,
  differenceFen: -9,
  missingFen: 9,
  surplusFen: 0,
};

/** The same kit, on which nothing can be written once so many commits were made. */
function failingAfter(commits: number): TestKit {
  let left = commits;
  const table: Table = {
    ...kit.table,
    commit: (writes) => {
      if (left === 0) return Promise.reject(new Error("the function was ended"));
      left -= 1;
      return kit.table.commit(writes);
    },
  };
  return { ...kit, table: { ...kit.table, ...table } };
}

describe("the fold of a county", () => {
  it("adds up all pages of its institutions, and says as of when", async () => {
    await foldAll(kit);
    expect((await overview(officer)).body).toMatchObject({
      unitId: COUNTY,
      asOf: toRfc3339(START),
      fundsFen: whole,
      categories: [{ category: "sports", fundsFen: whole }],
      units: [],
    });
    expect(await kit.table.get(keys.unitFundsFold(COUNTY))).toBeUndefined();
  });

  it.each([0, 1, 2])("that ends after %i of its pages is taken up there", async (pages) => {
    const unitId = COUNTY;
    expect(await fold(failingAfter(pages), [{ unitId }])).toBe(1);
    kit.advance(HOUR_MS);
    expect(await fold(kit, [{ unitId }])).toBe(0);
    const { body } = await overview(officer);
    expect(body.fundsFen).toMatchObject(whole);
    // The first page was read before it ended: the sums are as old as that.
    expect(body.asOf).toBe(toRfc3339(pages === 0 ? START + HOUR_MS : START));
  });

  it("is nobody's twice: two functions on it at once add each page once", async () => {
    const messages = [{ unitId: COUNTY }];
    await Promise.all([fold(kit, messages), fold(kit, messages), fold(kit, messages)]);
    expect(await fold(kit, messages)).toBe(0);
    expect((await overview(officer)).body.fundsFen).toMatchObject(whole);
  });

  it("fails alone where an institution's balance cannot be read, and keeps its former sums", async () => {
    const next = "unt_411103";
    const neighbour = { number: 900, category: "sports", unconsumed: 5, released: 0 } as const;
    await seedFunded(kit, [{ ...neighbour, countyUnitId: next }]);
    await foldAll(kit);
    const poisoned = { ...keys.balance(fundedId(7)), type: "balance", version: 2, state: {} };
    await kit.table.commit([{ kind: "put", item: poisoned }]);
    kit.advance(HOUR_MS);
    expect(await fold(kit, await queuedUnits(kit))).toBe(1);
    expect((await overview(officer)).body).toMatchObject({
      asOf: toRfc3339(START),
      fundsFen: whole,
    });
    const city = await seedMember(kit.table, "city", fundsOfficer("unt_411100"));
    const { body } = await overview(city);
    expect(body.units).toMatchObject([
      { unitId: COUNTY, asOf: toRfc3339(START) },
      { unitId: next, asOf: toRfc3339(START + HOUR_MS) },
    ]);
    expect(body.asOf).toBe(toRfc3339(START));
  });
});

describe("the overview of an area", () => {
  it("is for those who serve around it alone", async () => {
    await foldAll(kit);
    const asked = async (unitId: string) => {
      const { status, body } = await overview(officer, { unitId });
      return [status, body.code];
    };
    expect(await asked("unt_411103")).toEqual([403, "identity.outside-unit"]);
    expect(await asked("unt_411100")).toEqual([403, "identity.outside-unit"]);
    expect(await asked("unt_999999")).toEqual([403, "identity.outside-unit"]);
    expect(await asked(COUNTY)).toEqual([200, undefined]);
  });

  it("is empty, and of no time, before anything was folded", async () => {
    const { body } = await overview(officer);
    expect([body.asOf, body.fundsFen.institutionCount, body.units]).toEqual([undefined, 0, []]);
  });
});

describe("the queue of folds", () => {
  it("holds every unit with institutions once, the lowest first, and no other", async () => {
    expect(await queuedUnits(kit)).toEqual([]);
    await foldAll(kit);
    expect(await queuedUnits(kit)).toEqual(
      [COUNTY, "unt_411100", "unt_410000"].map((unitId) => ({ unitId })),
    );
  });
});
