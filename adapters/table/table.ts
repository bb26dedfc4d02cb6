/**
 * The table port: one table with `pk` and `sk`, three indexes, transactions with conditions. Conditions are
 * data, so that the DynamoDB driver and the memory driver interpret the same thing.
 */

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

export type Scalar = string | number | boolean | null;
export type Value = Scalar | readonly Value[] | { readonly [name: string]: Value | undefined };

/** What lies in the table. `type` names the kind; indexes read `gsi1pk`, `gsi1sk`, `gsi2pk`, `gsi2sk`. */
export type Item = Key & { readonly type: string } & Readonly<Record<string, Value | undefined>>;

export const INDEXES = {
  gsi1: { pk: "gsi1pk", sk: "gsi1sk" },
  gsi2: { pk: "gsi2pk", sk: "gsi2sk" },
  due: { pk: "duepk", sk: "duesk" },
} as const;
export type IndexName = keyof typeof INDEXES;

/** A condition on the stored item; comparisons are false where the attribute is absent. */
export type Condition =
  | { readonly kind: "absent" }
  | { readonly kind: "present" }
  | { readonly kind: "equals"; readonly attribute: string; readonly value: Scalar }
  | { readonly kind: "differs"; readonly attribute: string; readonly value: Scalar }
  | { readonly kind: "below"; readonly attribute: string; readonly value: number | string }
  | { readonly kind: "at-least"; readonly attribute: string; readonly value: number | string }
  | { readonly kind: "attribute-absent"; readonly attribute: string }
  | { readonly kind: "all"; readonly of: readonly Condition[] }
  | { readonly kind: "any"; readonly of: readonly Condition[] };

/** One write of a commit. `update` creates the item where it is absent, as DynamoDB does. */
export type Write =
  | { readonly kind: "put"; readonly item: Item; readonly condition?: Condition }
  | {
      readonly kind: "update";
      readonly key: Key;
      readonly set?: Readonly<Record<string, Value>>;
      readonly add?: Readonly<Record<string, number>>;
      readonly remove?: readonly string[];
      readonly condition?: Condition;
    }
  | { readonly kind: "delete"; readonly key: Key; readonly condition?: Condition }
  | { readonly kind: "check"; readonly key: Key; readonly condition: Condition };

export interface Query {
  /** Absent: the table itself. */
  readonly index?: IndexName;
  readonly pk: string;
  /** A range of the sort key; absent: all of the partition. */
  readonly sk?: { readonly beginsWith: string } | { readonly from: string; readonly to: string };
  readonly limit?: number;
  readonly backwards?: boolean;
  /** The table only; an index never reads consistently. */
  readonly consistent?: boolean;
  /** The place to go on from, as the former page gave it. */
  readonly after?: Readonly<Record<string, string>>;
}

export interface Page {
  readonly items: readonly Item[];
  /** Present where there may be more. */
  readonly next?: Readonly<Record<string, string>>;
}

/** Some condition did not hold: nothing was written. */
export class CommitRefused extends Error {
  override readonly name = "CommitRefused";
  /** The writes whose conditions failed: their place in the commit and the item found there, if any. */
  readonly failed: readonly { readonly index: number; readonly found?: Item }[];
  constructor(failed: CommitRefused["failed"]) {
    super(`conditions failed on write ${failed.map((f) => f.index).join(", ")}`);
    this.failed = failed;
  }
}

/** The store cannot answer now (conflicts or throttling beyond the retries): try again later. */
export class StoreUnavailable extends Error {
  override readonly name = "StoreUnavailable";
}

export interface Table {
  /** Reads one item, consistently unless told otherwise. */
  get(key: Key, options?: { readonly consistent?: boolean }): Promise<Item | undefined>;
  /** Reads up to 100 items consistently; the missing are left out, the order is free. */
  getMany(keys: readonly Key[]): Promise<readonly Item[]>;
  query(query: Query): Promise<Page>;
  /**
   * Writes all or nothing: 1 to 100 writes on different items, 4 MB at most.
   * Conflicts and throttling are retried with jitter, bounded.
   * @throws CommitRefused when a condition fails; StoreUnavailable when retries are used up
   */
  commit(writes: readonly Write[]): Promise<void>;
}
