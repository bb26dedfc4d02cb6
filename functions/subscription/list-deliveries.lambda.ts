import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { listDeliveries as contract } from "./contracts.ts";
import { listDeliveries } from "./list-deliveries.ts";

export const handler = httpLambda(contract, listDeliveries, kitFromEnv());
