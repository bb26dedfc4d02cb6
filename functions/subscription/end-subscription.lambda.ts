import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { endSubscription as contract } from "./contracts.ts";
import { endSubscription } from "./end-subscription.ts";

export const handler = httpLambda(contract, endSubscription, kitFromEnv());
