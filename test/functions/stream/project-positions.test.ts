import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { readShares, readTotals } from "../../../adapters/position-projection.ts";
import { createMemoryTable, type MemoryTable } from "../../../adapters/table/memory-table.ts";
import type { Item, Key, Query, Write } from "../../../adapters/table/table.ts";
import { addBalances, type Balances, NO_MONEY } from "../../../domain/custody/balances.ts";
import { replayBalances } from "../../../domain/custody/replay.ts";
import { projectPositions } from "../../../functions/stream/project-positions.ts";
import { entriesIn } from "../../support/events.ts";
import { earnLesson, lessonCalls } from "../../support/lessons.ts";
import { fakeBank, releaseLine } from "../../support/release-line.ts";
import { entryItems, streamBatch } from "../../support/stream.ts";
import { taughtClass, type TaughtClass } from "../../support/taught-class.ts";

let world: TaughtClass;
/** The entries of three families, two lessons each on their way to the institution. */
let entries: readonly Item[];
let expected: { readonly totals: Balances; readonly shares: ReadonlyMap<string, Balances> };

beforeAll(async () => {
  world = await taughtClass(3);
  const calls = lessonCalls(world.kit, world.classId);
  for (const session of ["1", "2"]) await earnLesson(calls, world.teacher, world.families, session);
  await releaseLine(world.kit, fakeBank()).instruct();
  entries = entryItems(world.kit.table.stream().map((record) => record.after));
  const shares = new Map(
    world.families.map(({ enrolmentId: id }) => [
      id,
      replayBalances(entriesIn(world.kit.table).filter((entry) => entry.aggregateId === id)),
    ]),
  );
  expected = { shares, totals: [...shares.values()].reduce(addBalances, NO_MONEY) };
});

/** A table that holds the journal, as the projector finds it, and nothing projected yet. */
async function journalOnly(items = entries): Promise<MemoryTable> {
  const table = createMemoryTable();
  for (const item of items) await table.commit([{ kind: "put", item }]);
  return table;
}

async function expectExact(table: MemoryTable): Promise<void> {
  const {
    enrolmentCount,
    lastEntryAt: _at,
    ...totals
  } = await readTotals(table, world.institutionId);
  expect(totals).toEqual({ ...expected.totals, shortFen: 0 });
  expect(enrolmentCount).toBe(world.families.length);
  const { shares } = await readShares(table, world.institutionId, { limit: 100 });
  expect(new Map(shares.map((share) => [share.enrolmentId, share.balances]))).toEqual(
    expected.shares,
  );
}

const DONE = { batchItemFailures: [] };

describe("the position of an institution", () => {
  it("is the sum of what the journals of its enrolments lead to", async () => {
    const table = await journalOnly();
    expect(await projectPositions({ table })(streamBatch(entries))).toEqual(DONE);
    await expectExact(table);
    expect(expected.totals).toMatchObject({ paid: 90_000, unconsumed: 30_000, releasing: 60_000 });
  });

  it("is the same when batches repeat and arrive in any order", async () => {
    const delivered = fc
      .shuffledSubarray([...Array(entries.length).keys()], { minLength: entries.length })
      .chain((order) =>
        fc.array(fc.nat({ max: entries.length - 1 })).map((repeats) => [...order, ...repeats]),
      );
    await fc.assert(
      fc.asyncProperty(delivered, fc.integer({ min: 1, max: 7 }), async (order, size) => {
        const table = await journalOnly();
        const project = projectPositions({ table });
        for (let at = 0; at < order.length; at += size) {
          const batch = order.slice(at, at + size).map((index) => entries[index]);
          expect(await project(streamBatch(batch))).toEqual(DONE);
        }
        await expectExact(table);
      }),
      { numRuns: 40 },
    );
  });

  it("is the same when two projectors work at once", async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 1, max: 5 }), async (scheduler, size) => {
        const plain = await journalOnly();
        // Each call of the store waits for its turn, so that the two meet between reading and writing.
        const table = {
          ...plain,
          get: scheduler.scheduleFunction((key: Key) => plain.get(key)),
          query: scheduler.scheduleFunction((query: Query) => plain.query(query)),
          commit: scheduler.scheduleFunction((writes: readonly Write[]) => plain.commit(writes)),
        };
        const project = projectPositions({ table });
        const run = async () => {
          for (let at = 0; at < entries.length; at += size)
            expect(await project(streamBatch(entries.slice(at, at + size)))).toEqual(DONE);
        };
        const both = Promise.all([run(), run()]);
        await scheduler.waitFor(both);
        await expectExact(plain);
      }),
      { numRuns: 30 },
    );
  });

  it("brings the entries along that were skipped before one that came early", async () => {
    const table = await journalOnly();
    const newest = entries.filter((entry) => entry["aggregateType"] === "enrolment").slice(-3);
    expect(await projectPositions({ table })(streamBatch(newest))).toEqual(DONE);
    await expectExact(table);
  });

  it("leaves unreadable entries and those of other aggregates alone", async () => {
    const table = await journalOnly();
    const others = entries.filter((entry) => entry["aggregateType"] !== "enrolment");
    expect(others.length).toBeGreaterThan(0);
    const before = table.all().length;
    const batch = streamBatch([...others, { type: "entry" }]);
    expect(await projectPositions({ table })(batch)).toEqual(DONE);
    expect(table.all()).toHaveLength(before);
  });

  it("asks for the rest of the batch again from the entry that the store did not take", async () => {
    const plain = await journalOnly();
    let commits = 0;
    const table = {
      ...plain,
      commit: (writes: Parameters<typeof plain.commit>[0]) => {
        commits += 1;
        return commits === 2 ? Promise.reject(new Error("throttled")) : plain.commit(writes);
      },
    };
    const batch = entries.filter((entry) => entry["aggregateType"] === "enrolment");
    const answer = await projectPositions({ table })(streamBatch(batch));
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: "2" }] });
    await projectPositions({ table: plain })(streamBatch(batch.slice(1)));
    await expectExact(plain);
  });
});
