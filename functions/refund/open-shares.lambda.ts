import { kitFromEnv } from "../kit/deps.ts";
import { queueLambda } from "../kit/queue.ts";
import { openShares as contract } from "./mass-refund-contracts.ts";
import { openShares } from "./open-shares.ts";
import { FamiliesToPay } from "./queue-shares.ts";

export const handler = queueLambda(contract, FamiliesToPay, openShares, kitFromEnv());
