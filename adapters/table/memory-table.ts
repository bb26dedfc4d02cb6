import { checkKeys, checkQuery, checkWrites } from "./check.ts";
import { isLive } from "./expiry.ts";
import type { Projections } from "./memory-index.ts";
import { MemoryStore } from "./memory-store.ts";
import type { ChangeRecord } from "./memory-store.ts";
import { isRepeatable, needsTransaction } from "./repeatable.ts";
import { DEFAULT_MAX_ATTEMPTS, withRetries } from "./retry.ts";
import type { Failure } from "./retry.ts";
import type { Item, Table, Write } from "./table.ts";

/**
 * What may go wrong, asked at every attempt. A hook that throws ends the call with that error: before, the
 * commit is not written; after, it is. So a simulator plays the crash of the caller.
 */
export interface Faults {
  beforeCommit?(writes: readonly Write[]): "conflict" | "throttle" | undefined;
  /** The commit is written, and its answer does not arrive. */
  afterCommit?(writes: readonly Write[]): "answer-lost" | undefined;
  beforeRead?(): "throttle" | undefined;
}

export interface MemoryTableOptions {
  /** The time by which items expire, in milliseconds; without it none does. */
  readonly now?: () => number;
  readonly faults?: Faults;
  readonly maxAttempts?: number;
  /** How to wait between attempts; by default without delay. */
  readonly sleep?: (milliseconds: number) => Promise<void>;
  readonly random?: () => number;
  /** How many commits the indexes are behind; 0 by default. The table itself never is. */
  readonly indexLagCommits?: number;
  readonly projections?: Projections;
}

export interface MemoryTable extends Table {
  /** Every stored item, the expired too, in no order. */
  all(): readonly Item[];
  /** The committed changes in order, those after a sequence; a write that changes nothing has none. */
  stream(afterSequence?: number): readonly ChangeRecord[];
  /** Calls back after each commit that changes something, before it answers; returns how to stop it. */
  onCommit(listener: (records: readonly ChangeRecord[]) => void): () => void;
  /** Lets lagging indexes catch up with the table. */
  settleIndexes(): void;
}

/** A failure that the store itself brings forth. */
class InjectedFault extends Error {
  override readonly name = "InjectedFault";
}

type Fault = "conflict" | "throttle" | "answer-lost";
/** Made once: a simulator injects them by the ten thousand, and a stack would tell nothing. */
const FAULTS: Readonly<Record<Fault, InjectedFault>> = {
  conflict: new InjectedFault("conflict"),
  throttle: new InjectedFault("throttle"),
  "answer-lost": new InjectedFault("answer-lost"),
};

const classify = (error: unknown): Failure =>
  error instanceof InjectedFault
    ? {
        kind: "transient",
        outcomeUnknown: error.message === "answer-lost",
        reason: error.message,
      }
    : { kind: "final", error };

/** A read may be done again whatever became of it. */
const READS = { repeatable: true, classify };

const raise = (fault: Fault | undefined): void => {
  if (fault !== undefined) throw FAULTS[fault];
};

/** The table port in memory, with the limits and failures of DynamoDB that its local emulator hides. */
export function createMemoryTable(options: MemoryTableOptions = {}): MemoryTable {
  const { faults = {}, now = () => 0 } = options;
  const store = new MemoryStore(options.indexLagCommits ?? 0, options.projections ?? {});
  const policy = {
    random: options.random ?? (() => 0),
    sleep: options.sleep ?? (() => Promise.resolve()),
    maxAttempts: options.maxAttempts ?? DEFAULT_MAX_ATTEMPTS,
  };

  const reading = <T>(read: () => T): Promise<T> =>
    withRetries(policy, READS, () => {
      raise(faults.beforeRead?.());
      return read();
    });
  const live = (items: readonly (Item | undefined)[]): readonly Item[] => {
    const nowMs = now();
    return items.flatMap((item) => (item !== undefined && isLive(item, nowMs) ? [item] : []));
  };

  return {
    async get(key) {
      checkKeys([key]);
      return await reading(() => {
        const item = store.get(key);
        return item !== undefined && isLive(item, now()) ? item : undefined;
      });
    },

    async getMany(keys) {
      checkKeys(keys);
      return await reading(() => live(keys.map((key) => store.get(key))));
    },

    async query(query) {
      checkQuery(query);
      return await reading(() => {
        const { rows, next } = store.page(query);
        const items = live(rows.map((row) => row.item));
        return next === undefined ? { items } : { items, next };
      });
    },

    async commit(writes) {
      const bytes = checkWrites(writes);
      let isWritten = false;
      await withRetries(policy, { repeatable: isRepeatable(writes), classify }, () => {
        raise(faults.beforeCommit?.(writes));
        // A transaction carries one token over all attempts: the store knows what it has done.
        if (!isWritten || !needsTransaction(writes)) store.apply(writes, bytes);
        isWritten = true;
        raise(faults.afterCommit?.(writes));
      });
    },

    all: () => store.all(),
    stream: (afterSequence = 0) => store.stream(afterSequence),
    onCommit: (listener) => store.onCommit(listener),
    settleIndexes: () => store.settleIndexes(),
  };
}
