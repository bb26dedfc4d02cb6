import { queueCounties } from "./queue-counties.ts";

/** Queues the counties: whoever takes one tells its institutions the median price. */
export const queueLocalPrices = queueCounties;
