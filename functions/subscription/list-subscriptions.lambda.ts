import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { listSubscriptions as contract } from "./contracts.ts";
import { listSubscriptions } from "./list-subscriptions.ts";

export const handler = httpLambda(contract, listSubscriptions, kitFromEnv());
