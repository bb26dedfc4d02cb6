import { invariant } from "../../domain/shared/invariant.ts";
import { keyOf } from "./check.ts";
import { holds, isSame, resultOf } from "./evaluate.ts";
import { ITEM_LIMIT_BYTES, itemBytes, TRANSACTION_LIMIT_BYTES } from "./item-size.ts";
import { MemoryIndex } from "./memory-index.ts";
import type { Projections } from "./memory-index.ts";
import { OrderedRows } from "./ordered-rows.ts";
import type { Row, RowPage } from "./ordered-rows.ts";
import { CommitRefused } from "./table.ts";
import type { IndexName, Item, Key, Query, Write } from "./table.ts";

/** One committed change of one item, as the table's stream tells it. */
export interface ChangeRecord {
  readonly keys: Key;
  readonly before?: Item;
  readonly after?: Item;
  /** From 1 on, in the order of the commits. */
  readonly sequence: number;
}

/** A write's outcome, before anything is stored. */
interface Outcome {
  readonly key: Key;
  readonly before: Item | undefined;
  readonly after: Item | undefined;
  readonly bytes: number;
}

/** What the memory driver holds: rows, indexes and the stream; every change is all or nothing. */
export class MemoryStore {
  readonly #rows = new OrderedRows();
  readonly #indexes: Readonly<Record<IndexName, MemoryIndex>>;
  readonly #indexLagCommits: number;
  readonly #records: ChangeRecord[] = [];
  readonly #listeners = new Set<(records: readonly ChangeRecord[]) => void>();
  #commits = 0;
  #sequence = 0;

  constructor(indexLagCommits: number, projections: Projections) {
    this.#indexLagCommits = indexLagCommits;
    this.#indexes = {
      gsi1: new MemoryIndex("gsi1", projections),
      gsi2: new MemoryIndex("gsi2", projections),
      due: new MemoryIndex("due", projections),
    };
  }

  get(key: Key): Item | undefined {
    return this.#rows.get(key.pk, [key.sk])?.item;
  }

  page(query: Query): RowPage & { readonly next: Readonly<Record<string, string>> | undefined } {
    const index = query.index === undefined ? undefined : this.#indexes[query.index];
    const page = index === undefined ? this.#tablePage(query) : index.page(query);
    const last = page.rows.at(-1)?.item;
    if (!page.hasMore || last === undefined) return { ...page, next: undefined };
    return { ...page, next: index?.cursorOf(last) ?? { pk: last.pk, sk: last.sk } };
  }

  all(): readonly Item[] {
    return this.#rows.all().map((row: Row) => row.item);
  }

  stream(afterSequence: number): readonly ChangeRecord[] {
    return this.#records.slice(afterSequence);
  }

  onCommit(listener: (records: readonly ChangeRecord[]) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  settleIndexes(): void {
    for (const index of Object.values(this.#indexes)) index.catchUp(this.#commits);
  }

  /**
   * Stores all writes or none.
   * @param bytes what each write carries
   * @throws CommitRefused naming every write whose condition fails
   */
  apply(writes: readonly Write[], bytes: readonly number[]): void {
    const found = writes.map((write) => this.get(keyOf(write)));
    const failed = writes.flatMap((write, index) => {
      const item = found[index];
      if (write.condition === undefined || holds(write.condition, item)) return [];
      return item === undefined ? [{ index }] : [{ index, found: item }];
    });
    if (failed.length > 0) throw new CommitRefused(failed);
    this.#store(writes.map((write, index) => outcomeOf(write, found[index], bytes[index])));
  }

  #tablePage(query: Query): RowPage {
    if (query.after === undefined) return this.#rows.page(query, undefined);
    const place = query.after["sk"];
    invariant(place !== undefined, "the place to go on from is not one of the table");
    return this.#rows.page(query, [place]);
  }

  #store(outcomes: readonly Outcome[]): void {
    const bytes = outcomes.reduce((sum, outcome) => sum + outcome.bytes, 0);
    invariant(bytes <= TRANSACTION_LIMIT_BYTES, `a commit leaves ${bytes} bytes behind`);
    this.#commits += 1;
    // A write that changes nothing leaves no record in the stream.
    const changed = outcomes.filter(({ before, after }) => !isSame(before, after));
    const records = changed.map((outcome) => this.#change(outcome));
    this.#records.push(...records);
    for (const index of Object.values(this.#indexes)) {
      index.catchUp(this.#commits - this.#indexLagCommits);
    }
    if (records.length > 0) this.#listeners.forEach((listener) => listener(records));
  }

  #change({ key, before, after, bytes }: Outcome): ChangeRecord {
    if (after === undefined) this.#rows.delete(key.pk, [key.sk]);
    else this.#rows.put(key.pk, { place: [key.sk], item: after, bytes });
    for (const index of Object.values(this.#indexes)) {
      index.note({ commit: this.#commits, before, after, bytes });
    }
    this.#sequence += 1;
    const keys = Object.freeze({ pk: key.pk, sk: key.sk });
    const sequence = this.#sequence;
    if (after === undefined)
      return before === undefined ? { keys, sequence } : { keys, before, sequence };
    return before === undefined ? { keys, after, sequence } : { keys, before, after, sequence };
  }
}

function outcomeOf(write: Write, before: Item | undefined, carried: number | undefined): Outcome {
  const after = resultOf(write, before);
  const bytes = bytesLeft(write, after, carried);
  invariant(bytes <= ITEM_LIMIT_BYTES, `a write leaves an item of ${bytes} bytes behind`);
  return { key: keyOf(write), before, after, bytes };
}

/** What a put carries is what it leaves behind. */
function bytesLeft(write: Write, after: Item | undefined, carried: number | undefined): number {
  if (after === undefined) return 0;
  return write.kind === "put" && carried !== undefined ? carried : itemBytes(after);
}
