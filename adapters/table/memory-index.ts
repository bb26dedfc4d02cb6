import { invariant } from "../../domain/shared/invariant.ts";
import { itemBytes } from "./item-size.ts";
import { OrderedRows } from "./ordered-rows.ts";
import type { RowPage } from "./ordered-rows.ts";
import { INDEXES } from "./table.ts";
import type { IndexName, Item, Query } from "./table.ts";

/** Attributes that an index carries beside the keys of table and index; absent: all. */
export type Projections = Readonly<Partial<Record<IndexName, readonly string[]>>>;

interface Change {
  readonly commit: number;
  readonly before: Item | undefined;
  readonly after: Item | undefined;
  /** Of the item after it. */
  readonly bytes: number;
}

/** One sparse index, which may lag behind the table by a number of commits. */
export class MemoryIndex {
  readonly #keys: { readonly pk: string; readonly sk: string };
  readonly #projected: readonly string[] | undefined;
  readonly #rows = new OrderedRows();
  readonly #waiting: Change[] = [];

  constructor(name: IndexName, projections: Projections) {
    this.#keys = INDEXES[name];
    this.#projected = projections[name];
  }

  /** Notes a change, to be seen once the index has caught up with its commit. */
  note(change: Change): void {
    const isInIndex = this.#keyOf(change.before) !== undefined;
    if (isInIndex || this.#keyOf(change.after) !== undefined) this.#waiting.push(change);
  }

  /** Makes every change up to a commit visible. */
  catchUp(commit: number): void {
    while (this.#waiting[0] !== undefined && this.#waiting[0].commit <= commit) {
      const { before, after, bytes } = this.#waiting[0];
      this.#waiting.shift();
      const left = this.#keyOf(before);
      if (left !== undefined) this.#rows.delete(left.pk, left.place);
      const entered = this.#keyOf(after);
      if (entered === undefined || after === undefined) continue;
      const item = this.#project(after);
      const { pk, place } = entered;
      this.#rows.put(pk, { place, item, bytes: item === after ? bytes : itemBytes(item) });
    }
  }

  page(query: Query): RowPage {
    const { after } = query;
    if (after === undefined) return this.#rows.page(query, undefined);
    const place = [after[this.#keys.sk], after["pk"], after["sk"]].map((part) => {
      invariant(part !== undefined, "the place to go on from is not one of this index");
      return part;
    });
    return this.#rows.page(query, place);
  }

  cursorOf(item: Item): Readonly<Record<string, string>> {
    const key = this.#keyOf(item);
    invariant(key !== undefined, "an item without keys lies in an index");
    const [sortKey = ""] = key.place;
    return { [this.#keys.pk]: key.pk, [this.#keys.sk]: sortKey, pk: item.pk, sk: item.sk };
  }

  /** An item without both keys of the index is not in it. */
  #keyOf(item: Item | undefined): { pk: string; place: readonly string[] } | undefined {
    if (item === undefined) return undefined;
    const pk = item[this.#keys.pk];
    const sk = item[this.#keys.sk];
    if (typeof pk !== "string" || typeof sk !== "string") return undefined;
    return { pk, place: [sk, item.pk, item.sk] };
  }

  #project(item: Item): Item {
    if (this.#projected === undefined) return item;
    const names = new Set(["pk", "sk", this.#keys.pk, this.#keys.sk, ...this.#projected]);
    invariant(names.has("type"), "an index must project the type of its items");
    const kept = Object.entries(item).filter(([name]) => names.has(name));
    return Object.freeze({
      ...Object.fromEntries(kept),
      pk: item.pk,
      sk: item.sk,
      type: item.type,
    });
  }
}
