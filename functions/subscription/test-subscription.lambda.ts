import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { testSubscription as contract } from "./contracts.ts";
import { testSubscription } from "./test-subscription.ts";

export const handler = httpLambda(contract, testSubscription, kitFromEnv());
