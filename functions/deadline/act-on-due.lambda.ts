import { kitFromEnv } from "../kit/deps.ts";
import { queueLambda } from "../kit/queue.ts";
import { actOnDue } from "./act-on-due.ts";
import { DueMessage } from "./due-message.ts";
import { actOnDue as contract } from "./contracts.ts";

export const handler = queueLambda(contract, DueMessage, actOnDue, kitFromEnv());
