import { PAGE_LIMIT_BYTES } from "./item-size.ts";
import { compareBytes, countLeading } from "./order.ts";
import type { Item, Query } from "./table.ts";

/** An item at its place: the sort key, and in an index also the item's own key, to tell equals apart. */
export interface Row {
  readonly place: readonly string[];
  readonly item: Item;
  readonly bytes: number;
}

export interface RowPage {
  readonly rows: readonly Row[];
  readonly hasMore: boolean;
}

/** Partitions of rows in the order of their places: what a table and an index have in common. */
export class OrderedRows {
  readonly #partitions = new Map<string, Row[]>();

  get(pk: string, place: readonly string[]): Row | undefined {
    return this.#find(pk, place).row;
  }

  put(pk: string, row: Row): void {
    const { rows, at, row: replaced } = this.#find(pk, row.place);
    if (replaced === undefined) rows.splice(at, 0, row);
    else rows[at] = row;
    if (rows.length === 1) this.#partitions.set(pk, rows);
  }

  delete(pk: string, place: readonly string[]): void {
    const { rows, at, row } = this.#find(pk, place);
    if (row === undefined) return;
    rows.splice(at, 1);
    if (rows.length === 0) this.#partitions.delete(pk);
  }

  /** The row at a place, if there is one, and where among its partition's rows it is or would be. */
  #find(pk: string, place: readonly string[]): { rows: Row[]; at: number; row: Row | undefined } {
    const rows = this.#partitions.get(pk) ?? [];
    const at = countBefore(rows, place);
    const row = rows[at];
    const isThere = row !== undefined && comparePlaces(row.place, place) === 0;
    return { rows, at, row: isThere ? row : undefined };
  }

  all(): readonly Row[] {
    return [...this.#partitions.values()].flat();
  }

  /** Reads on from a place in either direction until the limit, 1 MB, or the end of the range. */
  page(query: Query, after: readonly string[] | undefined): RowPage {
    const rows = this.#partitions.get(query.pk) ?? [];
    let [low, high] = range(rows, query.sk);
    if (after !== undefined && query.backwards === true) {
      high = Math.min(high, countBefore(rows, after));
    } else if (after !== undefined) {
      const passed = countLeading(rows, (row) => comparePlaces(row.place, after) <= 0);
      low = Math.max(low, passed);
    }
    return firstPage(rows, low, high, query);
  }
}

const countBefore = (rows: readonly Row[], place: readonly string[]): number =>
  countLeading(rows, (row) => comparePlaces(row.place, place) < 0);

function comparePlaces(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < a.length; i += 1) {
    const order = compareBytes(a[i] ?? "", b[i] ?? "");
    if (order !== 0) return order;
  }
  return 0;
}

/** Where a range of sort keys begins and ends, the end left out. */
function range(rows: readonly Row[], sk: Query["sk"]): [low: number, high: number] {
  if (sk === undefined) return [0, rows.length];
  const sortKey = ({ place: [first = ""] }: Row): string => first;
  if ("from" in sk) {
    return [
      countLeading(rows, (row) => compareBytes(sortKey(row), sk.from) < 0),
      countLeading(rows, (row) => compareBytes(sortKey(row), sk.to) <= 0),
    ];
  }
  const prefix = sk.beginsWith;
  const isUpToPrefix = (row: Row): boolean =>
    compareBytes(sortKey(row), prefix) < 0 || sortKey(row).startsWith(prefix);
  return [
    countLeading(rows, (row) => compareBytes(sortKey(row), prefix) < 0),
    countLeading(rows, isUpToPrefix),
  ];
}

/** As DynamoDB does, a page that ends by its limit says that there may be more, even where there is not. */
function firstPage(rows: readonly Row[], low: number, high: number, query: Query): RowPage {
  const step = query.backwards === true ? -1 : 1;
  const taken: Row[] = [];
  let bytes = 0;
  for (let at = step === 1 ? low : high - 1; at >= low && at < high; at += step) {
    const row = rows[at];
    if (row === undefined) break;
    bytes += row.bytes;
    if (taken.length > 0 && bytes > PAGE_LIMIT_BYTES) return { rows: taken, hasMore: true };
    taken.push(row);
    if (taken.length === query.limit) return { rows: taken, hasMore: true };
  }
  return { rows: taken, hasMore: false };
}
