import { kitFromEnv } from "../kit/deps.ts";
import { queueLambda } from "../kit/queue.ts";
import { FoldMessage, foldFunds } from "./fold-funds.ts";
import { foldFunds as contract } from "./task-contracts.ts";

export const handler = queueLambda(contract, FoldMessage, foldFunds, kitFromEnv());
