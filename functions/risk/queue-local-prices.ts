import type { WorkQueue } from "../../adapters/queue/work-queue.ts";
import { soldCounties } from "../../adapters/repositories/unit-marks.ts";
import type { Kit } from "../kit/deps.ts";
import type { ScheduledTask } from "../kit/queue.ts";

interface PriceKit extends Pick<Kit, "table"> {
  readonly queue: WorkQueue;
}

/**
 * Queues each county in which something was ever sold: whoever takes it tells its institutions the median price. Where
 * nothing was sold there is none, and nobody was ever told of one. Where something was, each night looks at other days.
 */
export const queueLocalPrices =
  ({ table, queue }: PriceKit): ScheduledTask =>
  async () => {
    const counties = await soldCounties(table);
    if (counties.length > 0)
      await queue.send(counties.map(({ unitId }) => ({ countyUnitId: unitId })));
    return { queued: counties.length };
  };
