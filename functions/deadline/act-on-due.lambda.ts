import { kitFromEnv } from "../kit/deps.ts";
import { queueLambda } from "../kit/queue.ts";
import { actOnDue, DueMessage } from "./act-on-due.ts";
import { actOnDue as contract } from "./contracts.ts";

export const handler = queueLambda(contract, DueMessage, actOnDue, kitFromEnv());
