import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { endIndicatorVersion as contract } from "./contracts.ts";
import { endIndicatorVersion } from "./end-indicator-version.ts";

export const handler = httpLambda(contract, endIndicatorVersion, kitFromEnv());
