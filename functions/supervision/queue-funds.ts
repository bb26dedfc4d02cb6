import { fundedUnitsWithin } from "../../adapters/repositories/funds-items.ts";
import { NATION_ID } from "../../domain/reference/division.ts";
import type { DueKit } from "../deadline/queue-items.ts";
import type { ScheduledTask } from "../kit/queue.ts";

/**
 * Sends one message for each unit with institutions, the lowest first, so that sums of a higher unit mostly find those
 * below it fresh. Where they do not, their age says so, and the next hour mends it.
 */
export const queueFunds =
  ({ table, queue }: DueKit): ScheduledTask =>
  async () => {
    const units = await fundedUnitsWithin(table, NATION_ID);
    if (units.length > 0) await queue.send(units.map(({ unitId }) => ({ unitId })));
    return { queued: units.length };
  };
