import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withdrawIndicatorVersion as contract } from "./contracts.ts";
import { withdrawIndicatorVersion } from "./withdraw-indicator-version.ts";

export const handler = httpLambda(contract, withdrawIndicatorVersion, kitFromEnv());
