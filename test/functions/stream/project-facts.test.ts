import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { factsOf, firstDayOfFacts } from "../../../adapters/repositories/facts-items.ts";
import { keys } from "../../../adapters/table/keys.ts";
import { createMemoryTable, type MemoryTable } from "../../../adapters/table/memory-table.ts";
import type { Item, Key, Query, Write } from "../../../adapters/table/table.ts";
import { localDate } from "../../../domain/shared/time.ts";
import { FactsChanged } from "../../../events/risk.ts";
import { projectEntries } from "../../../functions/stream/project-entries.ts";
import { projectFacts } from "../../../functions/stream/project-facts.ts";
import { relayEntries } from "../../../functions/stream/relay-entries.ts";
import type { CloudEvent } from "../../../events/define.ts";
import { earnLesson, lessonCalls } from "../../support/lessons.ts";
import { deliverRecords } from "../../support/poisoned.ts";
import { fakeBank, releaseLine } from "../../support/release-line.ts";
import { entryItems, streamBatch } from "../../support/stream.ts";
import { taughtClass, type TaughtClass } from "../../support/taught-class.ts";

const DONE = { batchItemFailures: [] };
const span = { from: localDate("2026-03-01"), to: localDate("2026-03-31") };

let world: TaughtClass;
/** The entries of three families, two lessons each on their way to the institution. */
let entries: readonly Item[];

beforeAll(async () => {
  world = await taughtClass(3);
  const calls = lessonCalls(world.kit, world.classId);
  for (const session of ["1", "2"]) await earnLesson(calls, world.teacher, world.families, session);
  await releaseLine(world.kit, fakeBank()).instruct();
  entries = entryItems(world.kit.table.stream().map((record) => record.after));
});

/** A table that holds the journal, as the projector finds it, and nothing projected yet. */
async function journalOnly(items = entries): Promise<MemoryTable> {
  const table = createMemoryTable();
  for (const item of items) await table.commit([{ kind: "put", item }]);
  return table;
}

const factsIn = (table: MemoryTable) => factsOf(table, world.institutionId, span);

/** Monday the families paid; on Friday two lessons of each were noted, asked for and confirmed. */
const EXPECTED = [
  {
    day: "2026-02-28",
    values: {
      ...{ custodyBalanceFen: 0, liabilityFen: 0, paidHeadcount: 0 },
      ...{ complaintOpenCount: 0, refundOverdueCount: 0 },
    },
  },
  {
    day: "2026-03-02",
    values: {
      ...{ orderCount: 3, paidFen: 90_000, soldUnitPriceFen: 10_000, lessonScheduledCount: 3 },
      ...{ custodyBalanceFen: 90_000, liabilityFen: 90_000, paidHeadcount: 3 },
    },
  },
  {
    day: "2026-03-06",
    values: {
      ...{ lessonTaughtCount: 6, confirmedCount: 6, earnedFen: 60_000 },
      liabilityFen: 30_000,
    },
  },
];

describe("the daily facts of an institution", () => {
  it("are what its journals say of each day, levels as they stand", async () => {
    const table = await journalOnly();
    expect(await projectFacts({ table })(streamBatch(entries))).toEqual(DONE);
    expect(await factsIn(table)).toEqual(EXPECTED);
    expect(await firstDayOfFacts(table, world.institutionId)).toBe("2026-03-02");
  });

  it("carry levels into a span that begins after they were last told", async () => {
    const table = await journalOnly();
    await projectFacts({ table })(streamBatch(entries));
    const later = { from: localDate("2026-03-05"), to: localDate("2026-03-05") };
    expect(await factsOf(table, world.institutionId, later)).toEqual([
      {
        day: "2026-03-04",
        values: {
          ...{ custodyBalanceFen: 90_000, liabilityFen: 90_000, paidHeadcount: 3 },
          ...{ complaintOpenCount: 0, refundOverdueCount: 0 },
        },
      },
    ]);
  });

  it("are none of an institution of which nothing is known", async () => {
    expect(await factsIn(createMemoryTable())).toEqual([]);
    expect(await firstDayOfFacts(createMemoryTable(), world.institutionId)).toBeUndefined();
  });

  it("are the same when batches repeat and arrive in any order", async () => {
    const delivered = fc
      .shuffledSubarray([...Array(entries.length).keys()], { minLength: entries.length })
      .chain((order) =>
        fc.array(fc.nat({ max: entries.length - 1 })).map((repeats) => [...order, ...repeats]),
      );
    await fc.assert(
      fc.asyncProperty(delivered, fc.integer({ min: 1, max: 7 }), async (order, size) => {
        const table = await journalOnly();
        const project = projectFacts({ table });
        for (let at = 0; at < order.length; at += size) {
          const batch = order.slice(at, at + size).map((index) => entries[index]);
          expect(await project(streamBatch(batch))).toEqual(DONE);
        }
        expect(await factsIn(table)).toEqual(EXPECTED);
      }),
      { numRuns: 40 },
    );
  });

  it("are the same when two projectors work at once", async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 1, max: 5 }), async (scheduler, size) => {
        const plain = await journalOnly();
        const table = {
          ...plain,
          get: scheduler.scheduleFunction((key: Key) => plain.get(key)),
          getMany: scheduler.scheduleFunction((some: readonly Key[]) => plain.getMany(some)),
          query: scheduler.scheduleFunction((query: Query) => plain.query(query)),
          commit: scheduler.scheduleFunction((writes: readonly Write[]) => plain.commit(writes)),
        };
        const project = projectFacts({ table });
        const run = async () => {
          for (let at = 0; at < entries.length; at += size)
            expect(await project(streamBatch(entries.slice(at, at + size)))).toEqual(DONE);
        };
        await scheduler.waitFor(Promise.all([run(), run()]));
        expect(await factsIn(plain)).toEqual(EXPECTED);
      }),
      { numRuns: 30 },
    );
  });

  it("take a journal that is longer than one commit in several", async () => {
    const long = Array.from({ length: 150 }, (_, index) => ({
      ...(entries.find((one) => one["eventName"] === "order-placed") ?? {
        pk: "",
        sk: "",
        type: "",
      }),
      pk: keys.enrolment(`enr_${index}`).pk,
      aggregateId: `enr_${index}`,
    }));
    const table = await journalOnly(long);
    for (const batch of [long.slice(0, 100), long.slice(100)])
      expect(await projectFacts({ table })(streamBatch(batch))).toEqual(DONE);
    const [, day] = await factsIn(table);
    expect(day?.values.orderCount).toBe(150);
  });
});

describe("an entry that cannot be folded", () => {
  it("holds up its own aggregate alone, and is set aside when it does not mend", async () => {
    const spoilt = entries.map((entry) =>
      entry["aggregateId"] === world.families[1]?.enrolmentId &&
      entry["eventName"] === "payment-received"
        ? { ...entry, data: { moves: [{ from: "nowhere" }] } }
        : entry,
    );
    const table = await journalOnly(spoilt);
    const failed = await deliverRecords(
      streamBatch(spoilt).Records as never,
      projectEntries({ table }),
    );
    expect(failed.length).toBeGreaterThan(0);
    const days = await factsIn(table);
    expect(days.find(({ day }) => day === "2026-03-06")?.values).toMatchObject({
      ...{ lessonTaughtCount: 4, confirmedCount: 4, earnedFen: 40_000, liabilityFen: 20_000 },
    });

    // Mended and redriven, it is as if nothing had been.
    for (const item of entries) await table.commit([{ kind: "put", item }]);
    expect(await projectFacts({ table })(streamBatch(entries))).toEqual(DONE);
    expect(await factsIn(table)).toEqual(EXPECTED);
  });
});

describe("what changes of a day's facts", () => {
  const told = async (table: MemoryTable): Promise<readonly CloudEvent[]> => {
    const events: CloudEvent[] = [];
    const relay = relayEntries({
      published: new Set([FactsChanged.detailType]),
      bus: { publish: (event) => Promise.resolve(void events.push(event)) },
      setAside: (item) => Promise.reject(new Error(`set aside: ${JSON.stringify(item)}`)),
    });
    const images = table.stream().map((record) => record.after);
    expect(await relay(streamBatch(images.filter((image) => image?.type === "facts")))).toEqual(
      DONE,
    );
    return events;
  };

  it("is told with the names of the facts, each time, and not by a repeat", async () => {
    const table = await journalOnly();
    const project = projectFacts({ table });
    await project(streamBatch(entries));
    await project(streamBatch(entries));
    const events = await told(table);
    expect(events.map(({ id, institution, data }) => [id, institution, data["day"]])).toEqual([
      [`${world.institutionId}.2026-03-02.1`, world.institutionId, "2026-03-02"],
      [`${world.institutionId}.2026-03-06.1`, world.institutionId, "2026-03-06"],
    ]);
    expect(events.at(-1)?.data["facts"]).toEqual([
      ...["lessonTaughtCount", "confirmedCount", "earnedFen", "liabilityFen"],
    ]);
  });

  it("is set aside whole where the day's item cannot be read", async () => {
    const aside: unknown[] = [];
    const relay = relayEntries({
      published: new Set([FactsChanged.detailType]),
      bus: { publish: () => Promise.reject(new Error("nothing is told")) },
      setAside: (item) => Promise.resolve(void aside.push(item)),
    });
    expect(await relay(streamBatch([{ type: "facts", day: "some day" }]))).toEqual(DONE);
    expect(aside).toEqual([{ type: "facts", day: "some day" }]);
  });
});
