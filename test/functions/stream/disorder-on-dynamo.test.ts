import type { DynamoDBRecord } from "aws-lambda";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readShares, readTotals } from "../../../adapters/position-projection.ts";
import { createDynamoTable } from "../../../adapters/table/dynamo-table.ts";
import type { Table } from "../../../adapters/table/table.ts";
import { addBalances, NO_MONEY } from "../../../domain/custody/balances.ts";
import { replayBalances } from "../../../domain/custody/replay.ts";
import { detailTypeOf, type CloudEvent } from "../../../events/define.ts";
import { inParallel } from "../../../functions/kit/in-parallel.ts";
import { projectPositions } from "../../../functions/stream/project-positions.ts";
import { cloudEventOf, relayEntries } from "../../../functions/stream/relay-entries.ts";
import { createTestTable, type DynamoLocal, startDynamoLocal } from "../../support/dynamo-local.ts";
import { streamRecordsOf } from "../../support/dynamo-stream.ts";
import { entriesIn } from "../../support/events.ts";
import { earnLesson, lessonCalls } from "../../support/lessons.ts";
import { fakeBank, releaseLine } from "../../support/release-line.ts";
import { type Chance, seededChance } from "../../support/simulator/engine/chance.ts";
import { entryItems } from "../../support/stream.ts";
import { taughtClass, type TaughtClass } from "../../support/taught-class.ts";

const DAY_MS = 24 * 3_600_000;
const FAMILIES = 90;
/** As many pupils as a teacher notes at once. */
const AT_ONCE = 30;
const DELIVERIES = 5_000;
const TABLE_NAME = "disorder";
/** So many places a record may be from its own. */
const NEAR = 300;
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
  table = createDynamoTable({ client, tableName: TABLE_NAME });
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

/** Each record at least once and others again, some a little out of order, and some long after their time. */
function disordered(chance: Chance): readonly DynamoDBRecord[] {
  const most = records.length;
  const once = records.map((record, place) => ({ record, at: place + chance.below(NEAR) }));
  const again = Array.from({ length: DELIVERIES - most }, () => {
    const place = chance.below(most);
    return { record: records[place], at: chance.happens(0.5) ? place : chance.below(2 * most) };
  });
  return [...once, ...again].toSorted((a, b) => a.at - b.at).flatMap(({ record }) => record ?? []);
}

function inBatches(deliveries: readonly DynamoDBRecord[], chance: Chance): DynamoDBRecord[][] {
  const batches: DynamoDBRecord[][] = [];
  for (let at = 0; at < deliveries.length; at += batches.at(-1)?.length ?? 1)
    batches.push(deliveries.slice(at, at + 1 + chance.below(100)));
  return batches;
}

describe("five thousand stream records, repeated and in any order, on DynamoDB Local", () => {
  it("lead to the positions that the replay of the journals gives", async () => {
    const chance = seededChance(2026);
    let commits = 0;
    const flaky: Table = {
      ...table,
      commit: async (writes) => {
        await table.commit(writes);
        commits += 1;
        if (commits % LOST_EACH === 0) throw new Error("the answer was lost");
      },
    };
    const project = projectPositions({ table: flaky });
    let delivered = 0;
    const deliver = async (batch: readonly DynamoDBRecord[]): Promise<void> => {
      delivered += batch.length;
      const { batchItemFailures } = await project({ Records: [...batch] });
      const [failed] = batchItemFailures;
      if (failed === undefined) return;
      const from = batch.findIndex((one) => one.dynamodb?.SequenceNumber === failed.itemIdentifier);
      await deliver(batch.slice(from));
    };
    await inParallel(inBatches(disordered(chance), chance), SHARDS, deliver);
    expect(delivered).toBeGreaterThan(DELIVERIES);
    expect(commits).toBeGreaterThan(2 * FAMILIES);

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
      enrolmentCount: FAMILIES,
      lastEntryAt: Math.max(...shares.map((share) => share.lastEntryAt)),
    });
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
      bus: { publish },
      published: new Set(entries.map((one) => detailTypeOf(one.eventName, one.eventVersion))),
      setAside: (entry) => Promise.reject(new Error(`set aside: ${JSON.stringify(entry)}`)),
    });
    for (const batch of inBatches(disordered(chance), chance))
      expect(await relay({ Records: batch })).toEqual({ batchItemFailures: [] });
    expect(published).toBe(DELIVERIES);
    const expected = entries.map(cloudEventOf);
    expect(seen.size).toBe(expected.length);
    for (const event of expected)
      expect([...(seen.get(event.id) ?? [])].map((text) => JSON.parse(text))).toEqual([event]);
  });
});
