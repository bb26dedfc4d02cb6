import type { WorkQueue } from "../../adapters/queue/work-queue.ts";
import { fundedUnitsWithin } from "../../adapters/repositories/funds-items.ts";
import { NATION_ID } from "../../domain/reference/division.ts";
import type { Kit } from "../kit/deps.ts";
import type { ScheduledTask } from "../kit/queue.ts";

interface CountyKit extends Pick<Kit, "table"> {
  readonly queue: WorkQueue;
}

/** Queues each county of the nation that has institutions. */
export const queueCounties =
  ({ table, queue }: CountyKit): ScheduledTask =>
  async () => {
    const counties = (await fundedUnitsWithin(table, NATION_ID)).filter(
      ({ isCountyLevel }) => isCountyLevel,
    );
    if (counties.length > 0)
      await queue.send(counties.map(({ unitId }) => ({ countyUnitId: unitId })));
    return { queued: counties.length };
  };
