import { beforeEach, describe, expect, it } from "vitest";
import { readUnitFunds, unitFundsWrite } from "../../../adapters/repositories/funds-items.ts";
import { keys } from "../../../adapters/table/keys.ts";
import type { Table } from "../../../adapters/table/table.ts";
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
  markChangedOf,
  queuedUnits,
  seedFunded,
  setUnconsumed,
} from "../../support/funds.ts";
import { fundsOfficer } from "../../support/institution.ts";

const COUNTY = "unt_411102";
const NEXT = "unt_411103";
const CITY = "unt_411100";
const PROVINCE = "unt_410000";
/** More than a page of institutions. */
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
const neighbour: Funded = {
  ...{ number: 900, countyUnitId: NEXT, category: "sports", unconsumed: 5, released: 0 },
};

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

/** The same kit, on which something is done first, once, when so many commits were made. */
function after(commits: number, act: () => Promise<void>): TestKit {
  let left = commits;
  const table: Table = {
    ...kit.table,
    commit: async (writes) => {
      left -= 1;
      if (left === -1) await act();
      return kit.table.commit(writes);
    },
  };
  return { ...kit, table: { ...kit.table, ...table } };
}

const ended = () => Promise.reject(new Error("the function was ended"));
/** The county, its city and their province, as one message. */
const message = { unitIds: [COUNTY, CITY, PROVINCE] };
const asOf = async (as: Caller) => (await overview(as)).body.asOf as string;

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
  });

  it.each([0, 1, 2])("that breaks off after %i commits is queued again", async (commits) => {
    await foldAll(kit);
    await setUnconsumed(kit, 1, 5000);
    kit.advance(HOUR_MS);
    await fold(after(commits, ended), await queuedUnits(kit));
    kit.advance(HOUR_MS);
    expect(await queuedUnits(kit)).toEqual([message]);
    expect(await fold(kit, [message])).toBe(0);
    const heldInCustodyFen = HELD_FEN + 4000;
    expect((await overview(officer)).body.fundsFen).toMatchObject({ heldInCustodyFen });
    expect(await queuedUnits(kit)).toEqual([]);
    expect(await asOf(officer)).toBe(toRfc3339(kit.now()));
  });

  it("is nobody's twice: several functions on it at once make the same sums", async () => {
    await foldAll(kit);
    await setUnconsumed(kit, 1, 5000);
    const messages = await queuedUnits(kit);
    await Promise.all([fold(kit, messages), fold(kit, messages), fold(kit, messages)]);
    expect(await fold(kit, messages)).toBe(0);
    const heldInCustodyFen = HELD_FEN + 4000;
    expect((await overview(officer)).body.fundsFen).toMatchObject({ heldInCustodyFen });
  });

  it.each([0, 1, 2])("loses no change that arrives after %i of its commits", async (commits) => {
    await foldAll(kit);
    await setUnconsumed(kit, 1, 5000);
    const changing = after(commits, () => setUnconsumed(kit, 2, 6001));
    expect(await fold(changing, await queuedUnits(kit))).toBe(0);
    await fold(kit, await queuedUnits(kit));
    const heldInCustodyFen = HELD_FEN + 4000 + 5000;
    expect((await overview(officer)).body.fundsFen).toMatchObject({ heldInCustodyFen });
    expect(await queuedUnits(kit)).toEqual([]);
  });

  it("does not replace sums that another made from newer figures", async () => {
    await foldAll(kit);
    await setUnconsumed(kit, 1, 5000);
    const messages = await queuedUnits(kit);
    const overtaken = after(1, async () => {
      await setUnconsumed(kit, 2, 6001);
      expect(await fold(kit, messages)).toBe(0);
    });
    expect(await fold(overtaken, messages)).toBe(0);
    const heldInCustodyFen = HELD_FEN + 4000 + 5000;
    expect((await overview(officer)).body.fundsFen).toMatchObject({ heldInCustodyFen });
  });

  it("fails alone where an institution's balance cannot be read, and keeps its former sums and age", async () => {
    await seedFunded(kit, [neighbour]);
    await foldAll(kit);
    const poisoned = { ...keys.balance(fundedId(7)), type: "balance", version: 2, state: {} };
    await kit.table.commit([{ kind: "put", item: poisoned }]);
    for (const number of [7, 900]) await markChangedOf(kit, fundedId(number));
    const city = await seedMember(kit.table, "city", fundsOfficer(CITY));
    for (const hours of [1, 2]) {
      kit.advance(HOUR_MS);
      const messages = await queuedUnits(kit);
      expect(messages).toHaveLength(1);
      expect(await fold(kit, messages), `after ${hours} hours`).toBe(1);
      const { body } = await overview(officer);
      expect([body.asOf, body.fundsFen.missingFen]).toEqual([toRfc3339(START), 9]);
      const { body: ofCity } = await overview(city);
      expect(ofCity.units).toMatchObject([
        { unitId: COUNTY, asOf: toRfc3339(START) },
        { unitId: NEXT, asOf: toRfc3339(START + hours * HOUR_MS) },
      ]);
      expect(ofCity.asOf).toBe(toRfc3339(START));
      const province = await seedMember(kit.table, "province", fundsOfficer(PROVINCE));
      expect(await asOf(province)).toBe(toRfc3339(START));
    }
  });
});

describe("the overview of an area", () => {
  it("is for those who serve around it alone", async () => {
    await foldAll(kit);
    const asked = async (unitId: string) => {
      const { status, body } = await overview(officer, { unitId });
      return [status, body.code];
    };
    expect(await asked(NEXT)).toEqual([403, "identity.outside-unit"]);
    expect(await asked(CITY)).toEqual([403, "identity.outside-unit"]);
    expect(await asked("unt_999999")).toEqual([403, "identity.outside-unit"]);
    expect(await asked(COUNTY)).toEqual([200, undefined]);
  });

  it("is empty, and of no time, before anything was folded", async () => {
    const { body } = await overview(officer);
    expect([body.asOf, body.fundsFen.institutionCount, body.units]).toEqual([undefined, 0, []]);
  });

  it("is as of the latest pass that found nothing changed, until the pass that finds a change", async () => {
    await foldAll(kit);
    kit.advance(24 * HOUR_MS);
    expect(await queuedUnits(kit)).toEqual([]);
    const passed = toRfc3339(kit.now());
    expect(await asOf(officer)).toBe(passed);
    await setUnconsumed(kit, 1, 5000);
    kit.advance(HOUR_MS);
    expect(await asOf(officer)).toBe(passed);
    expect(await queuedUnits(kit)).toEqual([message]);
    expect(await asOf(officer)).toBe(passed);
    await fold(kit, [message]);
    expect(await asOf(officer)).toBe(toRfc3339(kit.now()));
  });
});

describe("sums of many units", () => {
  it("are read however many there are", async () => {
    const unitIds = Array.from({ length: 250 }, (_, place) => `unt_${500_000 + place}`);
    for (const unitId of unitIds)
      await kit.table.commit([unitFundsWrite(unitId, { asOf: START, byCategory: {} }, 0)]);
    const { funds, isBehind } = await readUnitFunds(kit.table, unitIds);
    expect([...funds.keys()].toSorted()).toEqual(unitIds);
    expect(isBehind).toBe(false);
  });
});

describe("the hourly pass", () => {
  it("queues the units with a change and those above them, the lowest first, a message a province", async () => {
    const dongguan = { ...neighbour, number: 901, countyUnitId: "unt_441900" };
    await seedFunded(kit, [neighbour, dongguan]);
    expect(await queuedUnits(kit)).toEqual([]);
    await foldAll(kit);
    expect(await queuedUnits(kit)).toEqual([]);
    for (const number of [900, 901]) await setUnconsumed(kit, number, 8);
    const queued = await queuedUnits(kit);
    expect(queued).toHaveLength(2);
    expect(queued).toContainEqual({ unitIds: [NEXT, CITY, PROVINCE] });
    expect(queued).toContainEqual({ unitIds: ["unt_441900", "unt_440000"] });
  });

  it("writes to a county once, however much changes in it", async () => {
    await foldAll(kit);
    const before = kit.table.stream().length;
    for (const number of [1, 2, 3, 4, 5]) await markChangedOf(kit, fundedId(number));
    expect(kit.table.stream().length - before).toBe(1);
  });
});
