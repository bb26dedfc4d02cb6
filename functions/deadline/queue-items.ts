import type { CalendarEdition } from "../../adapters/calendar-reader.ts";
import { dueItems } from "../../adapters/due-index.ts";
import type { WorkQueue } from "../../adapters/queue/work-queue.ts";
import type { EpochMs } from "../../domain/shared/time.ts";
import type { Kit } from "../kit/deps.ts";

/** The kit of a function that fills the queue of what is due. */
export interface DueKit extends Kit {
  readonly queue: WorkQueue;
}

const PAGE = 100;

/**
 * Queues what is due by an instant, all shards side by side. Where one of them fails the others are queued
 * all the same, and the failure is told at the end.
 * @param mostPages so many pages of each shard at most
 * @param calendar the correction for whose sake all is queued
 * @returns how many items were queued
 */
export async function queueItems(
  { table, queue }: DueKit,
  shards: readonly string[],
  until: EpochMs,
  mostPages: number,
  calendar?: CalendarEdition,
): Promise<number> {
  const queueShard = async (shard: string): Promise<number> => {
    let count = 0;
    let after: Readonly<Record<string, string>> | undefined;
    for (let page = 0; page < mostPages; page += 1) {
      const found = await dueItems(table, shard, until, { limit: PAGE, after });
      const messages = found.items.map((item) => ({ ...item, ...(calendar && { calendar }) }));
      if (messages.length > 0) await queue.send(messages);
      count += messages.length;
      after = found.next;
      if (after === undefined) break;
    }
    return count;
  };
  const settled = await Promise.allSettled(shards.map(queueShard));
  let queued = 0;
  for (const one of settled) {
    if (one.status === "rejected") throw one.reason;
    queued += one.value;
  }
  return queued;
}
