import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from "aws-lambda";
import { foldEntry, NOTHING_YET, type Share } from "../adapters/facts-shares.ts";
import type { Entry } from "../adapters/journal.ts";
import { createMemoryTable } from "../adapters/table/memory-table.ts";
import type { Item, Table } from "../adapters/table/table.ts";
import { addToDay, type DayRecord, EMPTY_DAY } from "../domain/risk/projection/day-record.ts";
import { factSourceOf } from "../domain/risk/projection/facts-of-entry.ts";
import { inParallel } from "../functions/kit/in-parallel.ts";
import { projectFacts } from "../functions/stream/project-facts.ts";
import { playSheet } from "../test/support/risk-world/play-sheet.ts";
import { twentyOfTheWorld } from "../test/support/risk-world/twenty.ts";
import { readerOf, streamBatch } from "../test/support/stream.ts";
import { type BenchTable, benchTable } from "./dynamo.ts";
import { median, type Ratio } from "./ratio.ts";
import { BATCH, enableStream, startReaders } from "./stream-readers.ts";

const ROUNDS = 5;
const INSTITUTIONS = 4;
const LOCAL_ENTRIES = 3_000;
const LOCAL_ROUNDS = 3;
/**
 * Entries a second of one process: three times the peak of the nation, 120,000 institutions with 50 entries a day, ten times
 * as many in the busiest second as on average.
 */
const GOAL = 2_000;

/**
 * Entries a second that become daily facts, on the memory driver; its peer folds the same entries into the same days
 * without stream or store, which says what those cost. In alternating rounds, on the year of some institutions of the
 * invented world in batches of the stream. `localPath` is the same on DynamoDB Local, from its stream by the local
 * runtime's reader, without a worker between.
 */
export async function projectedFacts(): Promise<Ratio> {
  const entries = twentyOfTheWorld()
    .slice(-INSTITUTIONS)
    .flatMap(({ institution, history }) => playSheet(history, institution.number).entries)
    .toSorted((a, b) => a.at - b.at);
  const facts: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    facts.push(await inMemory(entries));
    bare.push(withoutStore(entries));
  }
  const local: number[] = [];
  for (let round = 0; round < LOCAL_ROUNDS; round += 1)
    local.push(await throughStream(entries.slice(0, LOCAL_ENTRIES)));
  const value = median(facts);
  return {
    value,
    unit: "entries/s folded into daily facts, in memory",
    peer: median(bare),
    goal: GOAL,
    met: value >= GOAL,
    detail: {
      localPath: median(local),
      ...{ entries: entries.length, institutions: INSTITUTIONS, rounds: ROUNDS },
      ...{ localEntries: LOCAL_ENTRIES, localRounds: LOCAL_ROUNDS },
    },
  };
}

async function inMemory(entries: readonly Entry[]): Promise<number> {
  const table = createMemoryTable();
  const batches = inBatches(entries);
  for (const batch of batches) await putEntries(table, batch);
  const events = batches.map(streamBatch);
  const project = readerOf(projectFacts, table);
  const startedAt = performance.now();
  for (const event of events) await project(event);
  return (entries.length * 1_000) / (performance.now() - startedAt);
}

/** The rules alone: nothing is read and nothing kept but what the next entry has to know. */
function withoutStore(entries: readonly Entry[]): number {
  const shares = new Map<string, Share>();
  const days = new Map<string, DayRecord>();
  const startedAt = performance.now();
  for (const batch of inBatches(entries)) {
    const parts = batch.flatMap((entry) => {
      const source = factSourceOf(entry.aggregateType);
      const share = shares.get(entry.pk) ?? NOTHING_YET;
      const folded = source && foldEntry(source, share, entry);
      if (folded === undefined) return [];
      shares.set(entry.pk, folded.share);
      return folded.parts.map((part) => ({ ...part, of: `${entry.institutionId} ${part.day}` }));
    });
    for (const [of, ofDay] of Map.groupBy(parts, ({ of }) => of))
      days.set(of, addToDay(days.get(of) ?? EMPTY_DAY, ofDay));
  }
  return (entries.length * 1_000) / (performance.now() - startedAt);
}

const inBatches = (entries: readonly Entry[]): readonly (readonly Entry[])[] =>
  Array.from({ length: Math.ceil(entries.length / BATCH) }, (_, n) =>
    entries.slice(n * BATCH, (n + 1) * BATCH),
  );

const putEntries = (table: Table, entries: readonly Entry[]): Promise<void> =>
  table.commit(entries.map((entry) => ({ kind: "put", item: { ...entry } as Item })));

async function throughStream(entries: readonly Entry[]): Promise<number> {
  const bench = await benchTable();
  try {
    await enableStream(bench);
    await inParallel(inBatches(entries), 4, (batch) => putEntries(bench.table, batch));
    return await readFor(bench, entries.length);
  } finally {
    await bench.stop();
  }
}

/** Reads the stream of a table until so many entries are folded. @returns entries a second */
async function readFor(bench: BenchTable, count: number): Promise<number> {
  const project = readerOf(projectFacts, bench.table);
  const { promise: done, resolve } = Promise.withResolvers<number>();
  let left = count;
  const startedAt = performance.now();
  const read = async (batch: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const answer = await project(batch);
    if (answer.batchItemFailures.length === 0) left -= batch.Records.length;
    if (left === 0) resolve(performance.now() - startedAt);
    return answer;
  };
  const readers = await startReaders(bench, [{ id: "projectEntries", images: ["entry"], read }]);
  try {
    return (count * 1_000) / (await Promise.race([done, readers.failed]));
  } finally {
    await readers.stop();
  }
}
