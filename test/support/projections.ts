import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from "aws-lambda";
import fc, { type Scheduler } from "fast-check";
import { createMemoryTable, type MemoryTable } from "../../adapters/table/memory-table.ts";
import type { Item, Table } from "../../adapters/table/table.ts";
import { earnLesson, lessonCalls } from "./lessons.ts";
import { fakeBank, releaseLine } from "./release-line.ts";
import { entryItems, streamBatch } from "./stream.ts";
import { taughtClass, type TaughtClass } from "./taught-class.ts";

export interface RecordedClass {
  readonly world: TaughtClass;
  readonly entries: readonly Item[];
}

/** The entries of three families, two lessons each on their way to the institution. */
export async function recordedClass(): Promise<RecordedClass> {
  const world = await taughtClass(3);
  const calls = lessonCalls(world.kit, world.classId);
  for (const session of ["1", "2"]) await earnLesson(calls, world.teacher, world.families, session);
  await releaseLine(world.kit, fakeBank()).instruct();
  return { world, entries: entryItems(world.kit.table.stream().map((record) => record.after)) };
}

/** A table that holds journals, as the projector finds them, and nothing projected yet. */
export async function journalOnly(entries: readonly Item[]): Promise<MemoryTable> {
  const table = createMemoryTable();
  for (const item of entries) await table.commit([{ kind: "put", item }]);
  return table;
}

type Reader = (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse>;

interface Expectation {
  readonly entries: readonly Item[];
  readonly readerOn: (table: Table) => Reader;
  readonly expectExact: (table: MemoryTable) => Promise<void>;
}

async function readAll(read: Reader, items: readonly (Item | undefined)[], size: number) {
  for (let at = 0; at < items.length; at += size) {
    const { batchItemFailures } = await read(streamBatch(items.slice(at, at + size)));
    if (batchItemFailures.length > 0) throw new Error("a batch was not read");
  }
}

/** What is projected is exact when each entry comes at least once, in batches of any size and in any order. */
export function expectNoOrder({ entries, readerOn, expectExact }: Expectation): Promise<void> {
  const delivered = fc
    .shuffledSubarray([...entries.keys()], { minLength: entries.length })
    .chain((order) =>
      fc.array(fc.nat({ max: entries.length - 1 })).map((repeats) => [...order, ...repeats]),
    );
  return fc.assert(
    fc.asyncProperty(delivered, fc.integer({ min: 1, max: 7 }), async (order, size) => {
      const table = await journalOnly(entries);
      const items = order.map((index) => entries[index]);
      await readAll(readerOn(table), items, size);
      await expectExact(table);
    }),
    { numRuns: 40 },
  );
}

/** What is projected is exact when two readers meet between reading and writing. */
export function expectNoRace({ entries, readerOn, expectExact }: Expectation): Promise<void> {
  return fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.integer({ min: 1, max: 5 }), async (scheduler, size) => {
      const plain = await journalOnly(entries);
      const read = readerOn(inTurns(plain, scheduler));
      const both = [readAll(read, entries, size), readAll(read, entries, size)];
      await scheduler.waitFor(Promise.all(both));
      await expectExact(plain);
    }),
    { numRuns: 30 },
  );
}

/** A table of which each call waits for its turn. */
export const inTurns = (table: Table, scheduler: Scheduler): Table => ({
  get: scheduler.scheduleFunction((...call: Parameters<Table["get"]>) => table.get(...call)),
  getMany: scheduler.scheduleFunction((keys: Parameters<Table["getMany"]>[0]) =>
    table.getMany(keys),
  ),
  query: scheduler.scheduleFunction((query: Parameters<Table["query"]>[0]) => table.query(query)),
  commit: scheduler.scheduleFunction((writes: Parameters<Table["commit"]>[0]) =>
    table.commit(writes),
  ),
});
