import { queueCounties } from "./queue-counties.ts";

/** Queues the counties: whoever takes one judges its institutions. */
export const evaluateDaily = queueCounties;
