import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { getHealth as contract } from "./contracts.ts";
import { getHealth } from "./get-health.ts";

export const handler = httpLambda(contract, getHealth, kitFromEnv());
