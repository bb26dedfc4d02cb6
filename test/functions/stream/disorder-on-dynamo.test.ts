import type { DynamoDBRecord } from "aws-lambda";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readShares, readTotals } from "../../../adapters/position-projection.ts";
import { factsOf } from "../../../adapters/repositories/facts-items.ts";
import { createDynamoTable } from "../../../adapters/table/dynamo-table.ts";
import { createMemoryTable } from "../../../adapters/table/memory-table.ts";
import type { Table } from "../../../adapters/table/table.ts";
import { addBalances, NO_MONEY } from "../../../domain/custody/balances.ts";
import { replayBalances } from "../../../domain/custody/replay.ts";
import { localDate } from "../../../domain/shared/time.ts";
import { detailTypeOf, type CloudEvent } from "../../../events/define.ts";
import { inParallel } from "../../../functions/kit/in-parallel.ts";
import { projectEntries } from "../../../functions/stream/project-entries.ts";
import { projectFacts } from "../../../functions/stream/project-facts.ts";
import { ALL_DONE } from "../../../functions/stream/stream-record.ts";
import { cloudEventOf, relayEntries } from "../../../functions/stream/relay-entries.ts";
import { answersLost, deliverUntilDone, disordered, inBatches } from "../../support/disorder.ts";
import { createTestTable, type DynamoLocal, startDynamoLocal } from "../../support/dynamo-local.ts";
import { streamRecordsOf } from "../../support/dynamo-stream.ts";
import { entriesIn } from "../../support/events.ts";
import { earnLesson, lessonCalls } from "../../support/lessons.ts";
import { fakeBank, releaseLine } from "../../support/release-line.ts";
import { seededChance } from "../../support/simulator/engine/chance.ts";
import { entryItems, NO_LOG, readerOf, streamBatch } from "../../support/stream.ts";
import { taughtClass, type TaughtClass } from "../../support/taught-class.ts";

const DAY_MS = 24 * 3_600_000;
const FAMILIES = 90;
/** As many pupils as a teacher notes at once. */
const AT_ONCE = 30;
const DELIVERIES = 5_000;
const TABLE_NAME = "disorder";
/** As many batches at once as a stream has shards. */
const SHARDS = 4;
/** One commit of the projector in so many is done, and its answer lost. */
const LOST_EACH = 8;

let dynamo: DynamoLocal;
let table: Table;
let world: TaughtClass;
let records: readonly DynamoDBRecord[];

/** A class whose journals lie on DynamoDB Local, and its stream. */
beforeAll(async () => {
  dynamo = await startDynamoLocal();
  const { client } = dynamo;
  await createTestTable(client, TABLE_NAME);
  table = createDynamoTable({ client, tableName: TABLE_NAME, now: () => world.kit.now() });
  world = await taughtClass(FAMILIES);
  const { kit, classId, teacher, families } = world;
  const calls = lessonCalls(kit, classId);
  for (const session of ["1", "2", "3"])
    for (let at = 0; at < FAMILIES; at += AT_ONCE)
      await earnLesson(calls, teacher, families.slice(at, at + AT_ONCE), session);
  kit.advance(DAY_MS);
  await releaseLine(kit, fakeBank()).instruct();
  const entries = entryItems(kit.table.stream().map((record) => record.after));
  for (let at = 0; at < entries.length; at += 50)
    await table.commit(entries.slice(at, at + 50).map((item) => ({ kind: "put", item })));
  records = await streamRecordsOf(dynamo, TABLE_NAME, entries.length);
  if (records.length < DELIVERIES / 5) throw new Error(`only ${records.length} records`);
});
afterAll(() => dynamo.stop());

describe("five thousand stream records, repeated and in any order, on DynamoDB Local", () => {
  it("lead to the positions that the replay of the journals gives", async () => {
    const chance = seededChance(2026);
    const flaky = answersLost(table, LOST_EACH);
    const project = projectEntries({ table: flaky, log: NO_LOG });
    const batches = inBatches(disordered(records, DELIVERIES, chance), chance);
    const delivered = await inParallel(batches, SHARDS, (batch) =>
      deliverUntilDone(project, batch),
    );
    expect(delivered.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(DELIVERIES);
    expect(flaky.commits()).toBeGreaterThan(2 * FAMILIES);

    const entries = entriesIn(world.kit.table);
    const expected = new Map(
      world.families.map(({ enrolmentId: id }) => {
        const journal = entries.filter((entry) => entry.aggregateId === id);
        return [id, { sequence: journal.length, balances: replayBalances(journal) }];
      }),
    );
    const { shares, next } = await readShares(table, world.institutionId, { limit: 100 });
    expect(next).toBeUndefined();
    expect(
      new Map(
        shares.map(({ enrolmentId, sequence, balances }) => [enrolmentId, { sequence, balances }]),
      ),
    ).toEqual(expected);
    const totals = [...expected.values()].map(({ balances }) => balances);
    expect(await readTotals(table, world.institutionId)).toEqual({
      ...totals.reduce(addBalances, NO_MONEY),
      shortFen: 0,
      enrolmentCount: FAMILIES,
      lastEntryAt: Math.max(...shares.map((share) => share.lastEntryAt)),
    });
  });

  it("lead to the same daily facts as the entries once and in order", async () => {
    const { institutionId } = world;
    const inOrder = createMemoryTable();
    const all = entryItems(world.kit.table.stream().map((record) => record.after));
    for (const item of all) await inOrder.commit([{ kind: "put", item }]);
    expect(await readerOf(projectFacts, inOrder)(streamBatch(all))).toEqual(ALL_DONE);
    const span = { from: localDate("2026-03-01"), to: localDate("2026-03-31") };
    const facts = await factsOf(table, institutionId, span);
    expect(facts).toEqual(await factsOf(inOrder, institutionId, span));
    const last = facts.at(-1)?.values;
    expect(last).toMatchObject({ liabilityFen: 0, paidHeadcount: 0 });
    const taught = facts.map(({ values }) => values.lessonTaughtCount ?? 0);
    expect(taught.reduce((sum, count) => sum + count)).toBe(3 * FAMILIES);
  });

  it("reach the bus as the same event at every delivery, and none is lost", async () => {
    const chance = seededChance(2027);
    const entries = entriesIn(world.kit.table);
    const seen = new Map<string, Set<string>>();
    let published = 0;
    const publish = (event: CloudEvent): Promise<void> => {
      published += 1;
      seen.set(event.id, (seen.get(event.id) ?? new Set()).add(JSON.stringify(event)));
      return Promise.resolve();
    };
    const relay = relayEntries({
      log: NO_LOG,
      bus: { publish },
      published: new Set(entries.map((one) => detailTypeOf(one.eventName, one.eventVersion))),
      setAside: (entry) => Promise.reject(new Error(`set aside: ${JSON.stringify(entry)}`)),
    });
    for (const batch of inBatches(disordered(records, DELIVERIES, chance), chance))
      expect(await relay({ Records: batch })).toEqual({ batchItemFailures: [] });
    expect(published).toBe(DELIVERIES);
    const expected = entries.map(cloudEventOf);
    expect(seen.size).toBe(expected.length);
    for (const event of expected)
      expect([...(seen.get(event.id) ?? [])].map((text) => JSON.parse(text))).toEqual([event]);
  });
});
