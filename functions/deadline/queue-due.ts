import { dueShards } from "../../adapters/due-index.ts";
import type { ScheduledTask } from "../kit/queue.ts";
import { type DueKit, queueItems } from "./queue-items.ts";

/** So many pages of a shard one run takes; the next run, a minute later, goes on with the longest waiting. */
const MOST_PAGES = 5;

/**
 * Sends one message for each item whose instant has come. What is not done by the next minute is sent
 * again: whoever acts on it twice changes nothing the second time.
 */
export const queueDue =
  (kit: DueKit): ScheduledTask =>
  async ({ now }) => ({ queued: await queueItems(kit, dueShards, now, MOST_PAGES) });
