import { dueShards, provisionalShards } from "../../adapters/due-index.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import type { CalendarCorrected } from "../../events/reference.ts";
import type { ReactionTo } from "../kit/event.ts";
import { type DueKit, queueItems } from "./queue-items.ts";

/** Beyond every period of law that can be running. */
const THREE_YEARS_MS = 3 * 366 * 24 * 3_600_000;

/**
 * A year's calendar has come in or was corrected: everything that is open is queued, and whoever takes it
 * from the queue counts its time anew, by this calendar or a newer one: never by what it still remembers.
 */
export const recountDeadlines =
  (kit: DueKit): ReactionTo<typeof CalendarCorrected> =>
  async ({ data: { year }, sequence: version }, context) => {
    const shards = [...dueShards, ...provisionalShards];
    const until = context.now + THREE_YEARS_MS;
    await queueItems(kit, shards, until, Number.POSITIVE_INFINITY, { year, version });
    await commitCommand(kit.table, context, [], {});
  };
