import { beforeAll, describe, expect, it } from "vitest";
import { factsOf, firstDayOfFacts } from "../../../adapters/repositories/facts-items.ts";
import { keys } from "../../../adapters/table/keys.ts";
import { createMemoryTable, type MemoryTable } from "../../../adapters/table/memory-table.ts";
import type { Item, Table } from "../../../adapters/table/table.ts";
import { localDate } from "../../../domain/shared/time.ts";
import { FactsChanged } from "../../../events/risk.ts";
import { projectEntries } from "../../../functions/stream/project-entries.ts";
import { projectFacts } from "../../../functions/stream/project-facts.ts";
import { relayEntries } from "../../../functions/stream/relay-entries.ts";
import type { CloudEvent } from "../../../events/define.ts";
import { deliverRecords } from "../../support/poisoned.ts";
import {
  expectNoOrder,
  expectNoRace,
  journalOnly,
  recordedClass,
} from "../../support/projections.ts";
import { NO_LOG, readerOf, streamBatch } from "../../support/stream.ts";
import type { TaughtClass } from "../../support/taught-class.ts";

const DONE = { batchItemFailures: [] };
const span = { from: localDate("2026-03-01"), to: localDate("2026-03-31") };

let world: TaughtClass;
/** The entries of three families, two lessons each on their way to the institution. */
let entries: readonly Item[];

beforeAll(async () => {
  ({ world, entries } = await recordedClass());
});

const readerOn = (table: Table) => readerOf(projectFacts, table);
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
    const table = await journalOnly(entries);
    expect(await readerOn(table)(streamBatch(entries))).toEqual(DONE);
    expect(await factsIn(table)).toEqual(EXPECTED);
    expect(await firstDayOfFacts(table, world.institutionId)).toBe("2026-03-02");
  });

  it("carry levels into a span that begins after they were last told", async () => {
    const table = await journalOnly(entries);
    await readerOn(table)(streamBatch(entries));
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

  const expectExact = async (table: MemoryTable): Promise<void> => {
    expect(await factsIn(table)).toEqual(EXPECTED);
  };

  it("are the same when batches repeat and arrive in any order", () =>
    expectNoOrder({ entries, readerOn, expectExact }));

  it("are the same when two projectors work at once", () =>
    expectNoRace({ entries, readerOn, expectExact }));

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
      expect(await readerOn(table)(streamBatch(batch))).toEqual(DONE);
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
      projectEntries({ table, log: NO_LOG }),
    );
    expect(failed.length).toBeGreaterThan(0);
    const days = await factsIn(table);
    expect(days.find(({ day }) => day === "2026-03-06")?.values).toMatchObject({
      ...{ lessonTaughtCount: 4, confirmedCount: 4, earnedFen: 40_000, liabilityFen: 20_000 },
    });

    // Mended and redriven, it is as if nothing had been.
    for (const item of entries) await table.commit([{ kind: "put", item }]);
    expect(await readerOn(table)(streamBatch(entries))).toEqual(DONE);
    expect(await factsIn(table)).toEqual(EXPECTED);
  });
});

describe("what changes of a day's facts", () => {
  const told = async (table: MemoryTable): Promise<readonly CloudEvent[]> => {
    const events: CloudEvent[] = [];
    const relay = relayEntries({
      log: NO_LOG,
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
    const table = await journalOnly(entries);
    const project = readerOn(table);
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
      log: NO_LOG,
      published: new Set([FactsChanged.detailType]),
      bus: { publish: () => Promise.reject(new Error("nothing is told")) },
      setAside: (item) => Promise.resolve(void aside.push(item)),
    });
    expect(await relay(streamBatch([{ type: "facts", day: "some day" }]))).toEqual(DONE);
    expect(aside).toEqual([{ type: "facts", day: "some day" }]);
  });
});
