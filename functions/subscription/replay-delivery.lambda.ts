import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { replayDelivery as contract } from "./contracts.ts";
import { replayDelivery } from "./replay-delivery.ts";

export const handler = httpLambda(contract, replayDelivery, kitFromEnv());
