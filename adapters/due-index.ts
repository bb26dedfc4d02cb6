import * as z from "zod";
import type { Due } from "../domain/shared/deadline.ts";
import type { EpochMs } from "../domain/shared/time.ts";
import { keys } from "./table/keys.ts";
import type { Key, Table } from "./table/table.ts";

/**
 * The sparse index of what is due: an item that awaits an instant carries two attributes more. They lie on
 * the item concerned, so that they come and go with what they are about, in the same write.
 */
export const DUE_SHARDS = 16;

/** FNV-1a, 32 bits: spreads ids evenly, and the same id always lies in the same shard. */
export function shardOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) {
    hash ^= character.codePointAt(0) ?? 0;
    hash = Math.imul(hash, 0x01000193) >>> 0;
  }
  return hash % DUE_SHARDS;
}

/** The attributes of an item that awaits an instant; none where it awaits nothing. */
export function dueAttributes({ pk, sk }: Key, due: Due | undefined): Record<string, string> {
  if (due === undefined) return {};
  const shard = shardOf(`${pk}|${sk}`);
  return {
    duepk: due.provisional ? keys.provisionalShard(shard) : keys.dueShard(shard),
    duesk: keys.dueInstant(due.at),
  };
}

/** An item whose instant has come, as the index names it; `duesk` is the instant, as the index sorts it. */
export const DueItem = z.object({
  pk: z.string(),
  sk: z.string(),
  type: z.string(),
  duesk: z.string(),
});
export type DueItem = z.infer<typeof DueItem>;

type After = Readonly<Record<string, string>>;

/** The parts in which something can fall due, and those that wait for a calendar. */
export const dueShards: readonly string[] = shardsOf(keys.dueShard);
export const provisionalShards: readonly string[] = shardsOf(keys.provisionalShard);

function shardsOf(nameOf: (shard: number) => string): readonly string[] {
  return Array.from({ length: DUE_SHARDS }, (_, shard) => nameOf(shard));
}

/** One page of the items of a shard that are due by an instant, the longest waiting first. */
export async function dueItems(
  table: Table,
  shard: string,
  until: EpochMs,
  page: { readonly limit: number; readonly after?: After | undefined },
): Promise<{ readonly items: readonly DueItem[]; readonly next?: After }> {
  const { limit, after } = page;
  const found = await table.query({
    index: "due",
    pk: shard,
    sk: { from: keys.dueInstant(0), to: keys.dueInstant(until) },
    limit,
    ...(after === undefined ? {} : { after }),
  });
  const items = found.items.map((item) => DueItem.parse(item));
  return found.next === undefined ? { items } : { items, next: found.next };
}
