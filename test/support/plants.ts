import * as z from "zod";
import { storable } from "../../adapters/aggregates.ts";
import type { Item, Table, Write } from "../../adapters/table/table.ts";
import { Balances } from "../../domain/custody/balances.ts";
import type { Tamper } from "./simulator/engine/story.ts";

/** How a bug is planted: between one operation and its table, never in the product. */
export interface Plant {
  readonly bug: string;
  readonly operation: string | readonly string[];
  /** What the operation believes to read. */
  readonly reads?: (item: Item) => Item;
  /** What of its writes reaches the table, and how. */
  readonly writes?: (write: Write) => readonly Write[];
  readonly found: RegExp;
}

export const typeOf = (write: Write): string => (write.kind === "put" ? write.item.type : "");
export const without =
  (type: string) =>
  (write: Write): readonly Write[] =>
    typeOf(write) === type ? [] : [write];
export const withoutCondition = (write: Write): Write => {
  if (write.kind === "check") return write;
  const { condition: _unchecked, ...unconditional } = write;
  return unconditional;
};
/** The item as if its `status` were another. */
export const believed =
  (type: string, found: readonly string[], status: string) =>
  (item: Item): Item => {
    if (item.type !== type) return item;
    const state = z.looseObject({ status: z.string() }).parse(item["state"]);
    return found.includes(state.status) ? { ...item, state: storable({ ...state, status }) } : item;
  };

export const Fields = z.record(z.string(), z.unknown());
/** An item of a type whose state is changed by a bug. */
export const changed =
  (type: string, change: (state: Record<string, unknown>) => object) =>
  (item: Item): Item =>
    item.type === type
      ? {
          ...item,
          state: storable({
            ...Fields.parse(item["state"]),
            ...change(Fields.parse(item["state"])),
          }),
        }
      : item;
/** The same of what is written. */
export const writing =
  (change: (item: Item) => Item) =>
  (write: Write): readonly Write[] => [
    write.kind === "put" ? { ...write, item: change(write.item) } : write,
  ];

type State = keyof z.infer<typeof Balances>;

/** An enrolment's head as if no money had gone on yet from one state to the next. */
export const asIfStill =
  (here: State, gone: State) =>
  (item: Item): Item => {
    if (item.type !== "enrolment") return item;
    const state = z.looseObject({ balances: Balances }).parse(item["state"]);
    const sum = state.balances[here] + state.balances[gone];
    const balances = { ...state.balances, [here]: sum, [gone]: 0 };
    return { ...item, state: storable({ ...state, balances }) };
  };

export const tamperOf =
  ({ operation, reads = (item) => item, writes = (write) => [write] }: Plant): Tamper =>
  (id, table): Table => {
    if (![operation].flat().includes(id)) return table;
    const read = (item: Item | undefined) => item && reads(item);
    return {
      get: async (key, options) => read(await table.get(key, options)),
      getMany: async (keys) => (await table.getMany(keys)).map(reads),
      query: async (query) => {
        const found = await table.query(query);
        return { ...found, items: found.items.map(reads) };
      },
      commit: (all) => table.commit(all.flatMap(writes)),
    };
  };
