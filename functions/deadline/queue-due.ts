import { dueShards, provisionalShards } from "../../adapters/due-index.ts";
import type { ScheduledTask } from "../kit/queue.ts";
import { type DueKit, queueItems } from "./queue-items.ts";

/**
 * So many pages of a shard one run takes, 128,000 items in all: as many as families confirm in the minute of the
 * design load. The next run, a minute later, goes on with the longest waiting.
 */
const MOST_PAGES = 80;

/**
 * Sends one message for each item whose instant has come. What is not done by the next minute is sent
 * again: whoever acts on it twice changes nothing the second time. What is provisional past its day is sent
 * too: it may have begun while its calendar came in, by the calendar before. Otherwise it goes on waiting.
 */
export const queueDue =
  (kit: DueKit): ScheduledTask =>
  async ({ now }) => ({
    queued: await queueItems(kit, [...dueShards, ...provisionalShards], now, MOST_PAGES),
  });
