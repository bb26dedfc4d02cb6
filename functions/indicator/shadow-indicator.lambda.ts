import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { shadowIndicator as contract } from "./contracts.ts";
import { shadowIndicator } from "./shadow-indicator.ts";

export const handler = httpLambda(contract, shadowIndicator, kitFromEnv());
