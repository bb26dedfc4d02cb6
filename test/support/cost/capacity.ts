import { itemBytes } from "../../../adapters/table/item-size.ts";
import { INDEXES } from "../../../adapters/table/table.ts";
import type { Item } from "../../../adapters/table/table.ts";

/**
 * What DynamoDB charges, by formula from the bytes of items: its local emulator misreports it.
 * @source Amazon DynamoDB Developer Guide, "DynamoDB on-demand capacity mode" and "DynamoDB transactions"
 */

const WRITE_UNIT_BYTES = 1024;
const READ_UNIT_BYTES = 4096;
/** A transaction prepares each item and then commits it. */
const TRANSACTION_FACTOR = 2;
const EVENTUAL_FACTOR = 0.5;

/** A read is of at least one unit, also where nothing lies. @param bytes of one item, or of all that a query meets */
export const readUnits = (bytes: number, isConsistent: boolean): number =>
  Math.max(1, Math.ceil(bytes / READ_UNIT_BYTES)) * (isConsistent ? 1 : EVENTUAL_FACTOR);

/** A write is charged by the larger of what was there and what is there then. */
export const writeUnits = (bytes: number, isInTransaction: boolean): number =>
  Math.max(1, Math.ceil(bytes / WRITE_UNIT_BYTES)) * (isInTransaction ? TRANSACTION_FACTOR : 1);

/** The entries that one change of an item writes into the indexes, and their units. */
export interface IndexWrites {
  readonly entries: number;
  readonly units: number;
}

/** What the indexes carry beside the keys. */
const PROJECTED = ["type"];
type IndexKeys = (typeof INDEXES)[keyof typeof INDEXES];

/**
 * Entries join an index after the transaction, so they cost single units. An entry whose key changes is
 * taken out and put in again; one that stays as it is costs nothing.
 */
export function indexWrites(before: Item | undefined, after: Item | undefined): IndexWrites {
  const written = Object.values(INDEXES).flatMap((index) => {
    const [left, entered] = [entryOf(index, before), entryOf(index, after)];
    if (JSON.stringify(left) === JSON.stringify(entered)) return [];
    return [left, entered].filter((entry) => entry !== undefined);
  });
  const units = written.map((entry) => writeUnits(itemBytes(entry), false));
  return { entries: written.length, units: units.reduce((sum, each) => sum + each, 0) };
}

/** What of an item lies in an index: nothing where the item has not both keys of it. */
export function entryOf({ pk, sk }: IndexKeys, item: Item | undefined) {
  if (item?.[pk] === undefined || item[sk] === undefined) return undefined;
  const names = ["pk", "sk", pk, sk, ...PROJECTED];
  return Object.fromEntries(names.map((name) => [name, item[name]]));
}
