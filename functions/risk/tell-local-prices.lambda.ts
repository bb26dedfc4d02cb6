import { kitFromEnv } from "../kit/deps.ts";
import { queueLambda } from "../kit/queue.ts";
import { CountyMessage } from "./county-message.ts";
import { tellLocalPrices as contract } from "./price-contracts.ts";
import { tellLocalPrices } from "./tell-local-prices.ts";

export const handler = queueLambda(contract, CountyMessage, tellLocalPrices, kitFromEnv());
