import { keyOf } from "../../../adapters/table/check.ts";
import { itemBytes } from "../../../adapters/table/item-size.ts";
import type { MemoryTable } from "../../../adapters/table/memory-table.ts";
import { needsTransaction } from "../../../adapters/table/repeatable.ts";
import { INDEXES, type Item, type Query, type Write } from "../../../adapters/table/table.ts";
import { entryOf, indexWrites, readUnits, writeUnits } from "./capacity.ts";

/** What calls have cost; units as DynamoDB charges them. */
export interface Cost {
  /** Items read by their keys, and pages of queries. */
  readonly reads: number;
  readonly readUnits: number;
  /** Items written or checked, all commits together. */
  readonly writes: number;
  readonly writeUnits: number;
  /** Entries of indexes written. */
  readonly entries: number;
  readonly entryUnits: number;
}

export const NO_COST: Cost = {
  reads: 0,
  readUnits: 0,
  writes: 0,
  writeUnits: 0,
  entries: 0,
  entryUnits: 0,
};

/** All units of a cost, read or written. */
export const unitsOf = (cost: Cost): number => cost.readUnits + cost.writeUnits + cost.entryUnits;

const COUNTS = ["reads", "readUnits", "writes", "writeUnits", "entries", "entryUnits"] as const;

export const plus = (one: Cost, other: Partial<Cost>): Cost => {
  const sum = COUNTS.map((name) => [name, one[name] + (other[name] ?? 0)] as const);
  return { ...one, ...Object.fromEntries(sum) };
};

/** Told of each read and each write of a table, item by item. */
export type Counter = (cost: Partial<Cost>, item: string) => void;

/**
 * A table that says of everything that is done with it what it costs.
 * @param now the table that lies under it at the moment: another may take its place, and what was read of the
 *   former stays remembered above
 */
export function countingTable(now: () => MemoryTable, count: Counter): MemoryTable {
  const countRead = (bytes: number, isConsistent: boolean, what: string): void => {
    count({ reads: 1, readUnits: readUnits(bytes, isConsistent) }, what);
  };
  return {
    ...now(),
    async get(key, options = {}) {
      const item = await now().get(key, options);
      countRead(bytesOf(item), options.consistent !== false, `${key.pk} ${key.sk}`);
      return item;
    },
    async getMany(keys) {
      const items = await now().getMany(keys);
      for (const key of keys) {
        const item = items.find(({ pk, sk }) => pk === key.pk && sk === key.sk);
        countRead(bytesOf(item), true, `${key.pk} ${key.sk}`);
      }
      return items;
    },
    async query(query) {
      const page = await now().query(query);
      const bytes = page.items.reduce((sum, item) => sum + bytesIn(query, item), 0);
      countRead(bytes, query.consistent === true, `${query.pk} …`);
      return page;
    },
    async commit(writes) {
      const table = now();
      const before = await Promise.all(writes.map((write) => table.get(keyOf(write))));
      await table.commit(writes);
      for (const [place, write] of writes.entries()) {
        const after = await table.get(keyOf(write));
        const { pk, sk } = keyOf(write);
        count(costOf(writes, before[place], after), `${write.kind} ${pk} ${sk}`);
      }
    },
  };
}

const bytesOf = (item: Item | undefined): number => (item === undefined ? 0 : itemBytes(item));

/** What a query meets of an item: all of it in the table, its entry in an index. */
const bytesIn = ({ index }: Query, item: Item): number =>
  itemBytes(index === undefined ? item : (entryOf(INDEXES[index], item) ?? item));

/** What one of the writes costs that are committed together. */
function costOf(
  together: readonly Write[],
  before: Item | undefined,
  after: Item | undefined,
): Partial<Cost> {
  const { entries, units } = indexWrites(before, after);
  const bytes = Math.max(bytesOf(before), bytesOf(after));
  return {
    writes: 1,
    writeUnits: writeUnits(bytes, needsTransaction(together)),
    entries,
    entryUnits: units,
  };
}
