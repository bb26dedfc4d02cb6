import { kitFromEnv } from "../kit/deps.ts";
import { queueLambda } from "../kit/queue.ts";
import { actOnSupervisionDue } from "./act-on-supervision-due.ts";
import { actOnSupervisionDue as contract } from "./contracts.ts";
import { SupervisionMessage } from "./due-message.ts";

export const handler = queueLambda(contract, SupervisionMessage, actOnSupervisionDue, kitFromEnv());
