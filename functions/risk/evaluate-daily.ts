import type { WorkQueue } from "../../adapters/queue/work-queue.ts";
import { fundedUnitsWithin } from "../../adapters/repositories/funds-items.ts";
import { NATION_ID } from "../../domain/reference/division.ts";
import type { Kit } from "../kit/deps.ts";
import type { ScheduledTask } from "../kit/queue.ts";

interface DailyKit extends Pick<Kit, "table"> {
  readonly queue: WorkQueue;
}

/** So many take one function a few seconds, and where one comes again the others cost it reads alone. */
const COUNTIES_A_MESSAGE = 10;

/** Queues the counties of the nation that have institutions, some together: whoever takes them judges these. */
export const evaluateDaily =
  ({ table, queue }: DailyKit): ScheduledTask =>
  async () => {
    const units = await fundedUnitsWithin(table, NATION_ID);
    const counties = units.flatMap(({ unitId, isCountyLevel }) => (isCountyLevel ? unitId : []));
    const messages = Array.from(
      { length: Math.ceil(counties.length / COUNTIES_A_MESSAGE) },
      (_, place) => ({
        countyUnitIds: counties.slice(place * COUNTIES_A_MESSAGE, (place + 1) * COUNTIES_A_MESSAGE),
      }),
    );
    if (messages.length > 0) await queue.send(messages);
    return { counties: counties.length, queued: messages.length };
  };
