import { kitFromEnv } from "../kit/deps.ts";
import { queueLambda } from "../kit/queue.ts";
import { evaluateCounty as contract } from "./contracts.ts";
import { CountiesMessage } from "./county-message.ts";
import { evaluateCounty } from "./evaluate-county.ts";

export const handler = queueLambda(contract, CountiesMessage, evaluateCounty, kitFromEnv());
