import { describe, expect, it } from "vitest";
import { createMemoryTable } from "../../../adapters/table/memory-table.ts";
import type { Item, Table } from "../../../adapters/table/table.ts";
import { indexWrites, readUnits, writeUnits } from "../../support/cost/capacity.ts";
import { type Cost, countingTable, NO_COST, plus } from "../../support/cost/counting-table.ts";

const item = (fields: Readonly<Record<string, string>> = {}): Item => ({
  pk: "A#1",
  sk: "HEAD",
  type: "thing",
  ...fields,
});
const KILOBYTE = 1024;

describe("the units of a read", () => {
  it.each([
    [0, true, 1],
    [4 * KILOBYTE, true, 1],
    [4 * KILOBYTE + 1, true, 2],
    [0, false, 0.5],
    [9 * KILOBYTE, false, 1.5],
  ])("of %d bytes, consistent: %s, are %d", (bytes, isConsistent, units) => {
    expect(readUnits(bytes, isConsistent)).toBe(units);
  });
});

describe("the units of a write", () => {
  it.each([
    [0, false, 1],
    [KILOBYTE, false, 1],
    [KILOBYTE + 1, false, 2],
    [KILOBYTE + 1, true, 4],
  ])("of %d bytes, in a transaction: %s, are %d", (bytes, isInTransaction, units) => {
    expect(writeUnits(bytes, isInTransaction)).toBe(units);
  });
});

describe("the entries that a change writes into indexes", () => {
  const due = (at: string) => item({ duepk: "DUE#01", duesk: at });

  it("are one where an item joins or leaves, two where it moves, none where it stays", () => {
    expect(indexWrites(undefined, due("1"))).toEqual({ entries: 1, units: 1 });
    expect(indexWrites(due("1"), item())).toEqual({ entries: 1, units: 1 });
    expect(indexWrites(due("1"), due("2"))).toEqual({ entries: 2, units: 2 });
    expect(indexWrites(due("1"), { ...due("1"), state: "other" })).toEqual({
      entries: 0,
      units: 0,
    });
  });

  it("are none for an item that has half a key", () => {
    expect(indexWrites(undefined, item({ gsi1pk: "PARTY#1" }))).toEqual({ entries: 0, units: 0 });
  });
});

describe("the counting table", () => {
  async function costOf(deed: (table: Table) => Promise<unknown>, ...lying: readonly Item[]) {
    const memory = createMemoryTable();
    if (lying.length > 0)
      await memory.commit(lying.map((each) => ({ kind: "put", item: each }) as const));
    let cost: Cost = NO_COST;
    await deed(
      countingTable(
        () => memory,
        (part) => {
          cost = plus(cost, part);
        },
      ),
    );
    return cost;
  }
  const put = (written: Item) => ({ kind: "put", item: written }) as const;
  const long = "x".repeat(5 * KILOBYTE);

  it("counts what is not there as a read, and each of many for itself", async () => {
    const cost = await costOf(
      (table) =>
        table.getMany([
          { pk: "A#1", sk: "HEAD" },
          { pk: "A#2", sk: "HEAD" },
        ]),
      item({ text: long }),
    );
    expect(cost).toEqual({ ...NO_COST, reads: 2, readUnits: 3 });
  });

  it("counts a query once, by all that it meets together", async () => {
    const lying = ["1", "2", "3"].map((sk) => ({ ...item({ text: "x".repeat(KILOBYTE) }), sk }));
    const cost = await costOf((table) => table.query({ pk: "A#1" }), ...lying);
    expect(cost).toEqual({ ...NO_COST, reads: 1, readUnits: 0.5 });
  });

  it("counts a query of an index by the entries, not by the items behind them", async () => {
    const entry = { gsi1pk: "PARTY#1", gsi1sk: "1", text: long };
    const cost = await costOf(
      (table) => table.query({ index: "gsi1", pk: "PARTY#1" }),
      item(entry),
    );
    expect(cost).toEqual({ ...NO_COST, reads: 1, readUnits: 0.5 });
  });

  it("counts single units alone and double units together", async () => {
    const alone = await costOf((table) => table.commit([put(item())]));
    expect(alone).toEqual({ ...NO_COST, writes: 1, writeUnits: 1 });
    const together = await costOf((table) =>
      table.commit([put(item()), put({ ...item(), sk: "E#000000001" })]),
    );
    expect(together).toEqual({ ...NO_COST, writes: 2, writeUnits: 4 });
  });

  it("counts a write by the larger of before and after, and a check like a write", async () => {
    const large = item({ text: long });
    const shrunk = await costOf((table) => table.commit([put(item())]), large);
    expect(shrunk.writeUnits).toBe(6);
    const check = { kind: "check", key: large, condition: { kind: "present" } } as const;
    expect((await costOf((table) => table.commit([check]), large)).writeUnits).toBe(12);
  });

  it("counts nothing of a commit that is refused", async () => {
    const absent = { ...put(item()), condition: { kind: "absent" } } as const;
    const cost = await costOf((table) => table.commit([absent]).catch(() => undefined), item());
    expect(cost).toEqual(NO_COST);
  });
});
