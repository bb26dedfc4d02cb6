import { beforeEach, describe, expect, it } from "vitest";
import type { Entry } from "../../../adapters/journal.ts";
import { countiesCounting, countingWrites } from "../../../adapters/repositories/funds-items.ts";
import { changedUnits, soldCounties, takeMark } from "../../../adapters/repositories/unit-marks.ts";
import { keys } from "../../../adapters/table/keys.ts";
import { UnitId } from "../../../domain/shared/ids.ts";
import { scheduleLambda } from "../../../functions/kit/queue.ts";
import { queueLocalPrices as contract } from "../../../functions/risk/price-contracts.ts";
import { queueLocalPrices } from "../../../functions/risk/queue-local-prices.ts";
import { projectEntries as projecting } from "../../../functions/stream/contracts.ts";
import { markCounties } from "../../../functions/stream/mark-counties.ts";
import { seedUnits, testKit, type TestKit } from "../../support/door.ts";
import { enterAll, fundedId, seedFunded } from "../../support/funds.ts";
import { withinRole } from "../../support/within-role.ts";

const COUNTY = UnitId.parse("unt_411102");
const NEXT = UnitId.parse("unt_411103");

let kit: TestKit;
beforeEach(async () => {
  kit = testKit();
  await seedUnits(kit.table);
});

/** An entry of an order of an institution, as the stream brings it. */
const entryOf = (number: number, changes: Partial<Entry> = {}) =>
  ({
    ...{ pk: `ENR#${number}`, aggregateType: "enrolment", eventName: "lesson-confirmed" },
    ...{ institutionId: fundedId(number), unitId: COUNTY, ...changes },
  }) as Entry;

const mark = (...entries: Entry[]) => markCounties(withinRole(kit, projecting).table)(entries);
const count = (number: number, county: UnitId, before?: UnitId) =>
  kit.table.commit(countingWrites(fundedId(number), before, county));
const changed = async () => (await changedUnits(kit.table)).map(({ unitId }) => unitId);
const sold = async () => (await soldCounties(kit.table)).map(({ unitId }) => unitId);

describe("what the projector marks", () => {
  it("is the county that counts the institution now, wherever the order was placed", async () => {
    await count(1, COUNTY);
    await count(1, NEXT, COUNTY);
    expect(await mark(entryOf(1))).toEqual([]);
    expect(await changed()).toEqual([NEXT]);
    expect(await sold()).toEqual([]);
  });

  it("is each county with an order as one that sells, for good", async () => {
    await count(1, COUNTY);
    await count(2, NEXT);
    await mark(entryOf(1, { eventName: "order-placed" }), entryOf(2));
    await mark(entryOf(1));
    expect(await sold()).toEqual([COUNTY]);
  });

  it("is nothing where no figure of the sums has changed, or no county counts the institution", async () => {
    await count(1, COUNTY);
    expect(await mark(entryOf(1, { aggregateType: "complaint" }), entryOf(2))).toEqual([]);
    expect(await changed()).toEqual([]);
  });

  it("is marked anew where a fold has begun to read", async () => {
    await count(1, COUNTY);
    await mark(entryOf(1));
    await takeMark(kit.table, COUNTY, "a fold");
    await mark(entryOf(1));
    expect(await changedUnits(kit.table)).toEqual([{ unitId: COUNTY }]);
  });

  it("comes again, with its cause, where the store does not answer", async () => {
    await count(1, COUNTY);
    const cause = new Error("no answer");
    const silent = { ...kit.table, commit: () => Promise.reject(cause) };
    const entry = entryOf(1);
    expect(await markCounties(silent)([entry])).toMatchObject([{ pk: entry.pk, cause }]);
  });
});

describe("an institution that moves to another county", () => {
  const funded = { number: 1, category: "sports", unconsumed: 9, released: 0 } as const;

  it("is counted there alone, and both are to be folded; the new one sells what it sold", async () => {
    await seedFunded(kit, [{ ...funded, countyUnitId: COUNTY }]);
    await enterAll(kit);
    const head = await kit.table.get(keys.institution(fundedId(1)));
    const state = { ...(head?.["state"] as object), countyUnitId: NEXT };
    await kit.table.commit([{ kind: "put", item: { ...head, state } as never }]);
    await enterAll(kit);
    await enterAll(kit);
    expect((await countiesCounting(kit.table, [fundedId(1)])).get(fundedId(1))).toBe(NEXT);
    expect(await changed()).toEqual(expect.arrayContaining([COUNTY, NEXT]));
    const rows = kit.table.all().filter(({ type }) => type === "funded-institution");
    expect(rows.map(({ pk }) => keys.idOf(pk))).toEqual([NEXT]);
    expect(await sold()).toContain(NEXT);
  });
});

describe("the queue of median prices", () => {
  it("holds the counties in which something was sold, and no other", async () => {
    await count(1, COUNTY);
    await count(2, NEXT);
    const sent: unknown[] = [];
    const queue = {
      send: (messages: readonly unknown[]) => {
        sent.push(...messages);
        return Promise.resolve();
      },
    };
    const run = scheduleLambda(contract, queueLocalPrices, { ...withinRole(kit, contract), queue });
    await run();
    expect(sent).toEqual([]);
    await mark(entryOf(2, { eventName: "order-placed" }));
    await run();
    expect(sent).toEqual([{ countyUnitId: NEXT }]);
  });
});
