import { beforeAll, describe, expect, it } from "vitest";
import { readShares, readTotals } from "../../../adapters/position-projection.ts";
import { keys } from "../../../adapters/table/keys.ts";
import type { MemoryTable } from "../../../adapters/table/memory-table.ts";
import type { Item, Table, Write } from "../../../adapters/table/table.ts";
import { addBalances, type Balances, NO_MONEY } from "../../../domain/custody/balances.ts";
import { replayBalances } from "../../../domain/custody/replay.ts";
import { projectPositions } from "../../../functions/stream/project-positions.ts";
import { entriesIn } from "../../support/events.ts";
import {
  expectNoOrder,
  expectNoRace,
  journalOnly,
  recordedClass,
} from "../../support/projections.ts";
import { readerOf, streamBatch } from "../../support/stream.ts";
import type { TaughtClass } from "../../support/taught-class.ts";

let world: TaughtClass;
/** The entries of three families, two lessons each on their way to the institution. */
let entries: readonly Item[];
let expected: { readonly totals: Balances; readonly shares: ReadonlyMap<string, Balances> };

beforeAll(async () => {
  ({ world, entries } = await recordedClass());
  const shares = new Map(
    world.families.map(({ enrolmentId: id }) => [
      id,
      replayBalances(entriesIn(world.kit.table).filter((entry) => entry.aggregateId === id)),
    ]),
  );
  expected = { shares, totals: [...shares.values()].reduce(addBalances, NO_MONEY) };
});

const readerOn = (table: Table) => readerOf(projectPositions, table);

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
    const table = await journalOnly(entries);
    expect(await readerOn(table)(streamBatch(entries))).toEqual(DONE);
    await expectExact(table);
    expect(expected.totals).toMatchObject({ paid: 90_000, unconsumed: 30_000, releasing: 60_000 });
  });

  it("is the same when batches repeat and arrive in any order", () =>
    expectNoOrder({ entries, readerOn, expectExact }));

  it("is the same when two projectors work at once", () =>
    expectNoRace({ entries, readerOn, expectExact }));

  it("brings the entries along that were skipped before one that came early", async () => {
    const table = await journalOnly(entries);
    const newest = entries.filter((entry) => entry["aggregateType"] === "enrolment").slice(-3);
    expect(await readerOn(table)(streamBatch(newest))).toEqual(DONE);
    await expectExact(table);
  });

  it("leaves unreadable entries and those of other aggregates alone", async () => {
    const table = await journalOnly(entries);
    const others = entries.filter((entry) => entry["aggregateType"] !== "enrolment");
    expect(others.length).toBeGreaterThan(0);
    const before = table.all().length;
    const batch = streamBatch([...others, { type: "entry" }]);
    expect(await readerOn(table)(batch)).toEqual(DONE);
    expect(table.all()).toHaveLength(before);
  });

  it("asks for entries again that the store did not take, and takes those of other institutions", async () => {
    const plain = await journalOnly(entries);
    const { pk } = keys.position(world.institutionId);
    const isOf = (write: Write) => (write.kind === "put" ? write.item : write.key).pk === pk;
    const table: Table = {
      ...plain,
      commit: (writes) =>
        writes.some(isOf) ? Promise.reject(new Error("throttled")) : plain.commit(writes),
    };
    const batch = entries.filter((entry) => entry["aggregateType"] === "enrolment");
    const [elsewhere] = batch;
    if (elsewhere === undefined) throw new Error("there are orders");
    const other = {
      ...elsewhere,
      ...{ ...keys.enrolment("enr_other"), sk: elsewhere.sk },
      ...{ aggregateId: "enr_other", institutionId: "ins_other" },
    };
    const answer = await readerOn(table)(streamBatch([...batch, other]));
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: "1" }] });
    expect((await readTotals(plain, "ins_other")).enrolmentCount).toBe(1);
    expect(await readerOn(plain)(streamBatch([...batch, other]))).toEqual(DONE);
    await expectExact(plain);
  });

  it("says when its last entry was written, whichever came last", async () => {
    const table = await journalOnly(entries);
    const batch = entries.filter((entry) => entry["aggregateType"] === "enrolment");
    const lastEntryAt = Math.max(...batch.map((entry) => Number(entry["at"])));
    for (const entry of batch.toReversed()) await readerOn(table)(streamBatch([entry]));
    expect(await readTotals(table, world.institutionId)).toMatchObject({ lastEntryAt });
  });
});
