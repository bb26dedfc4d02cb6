import { kitFromEnv } from "../kit/deps.ts";
import { scheduleLambda } from "../kit/queue.ts";
import { queueDue as contract } from "./contracts.ts";
import { dueQueues } from "./due-queues.ts";
import { queueDue } from "./queue-due.ts";

const queue = dueQueues();

export const handler = scheduleLambda(contract, queueDue, { ...kitFromEnv(), queue });
