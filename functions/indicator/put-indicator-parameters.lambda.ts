import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { putIndicatorParameters as contract } from "./contracts.ts";
import { putIndicatorParameters } from "./put-indicator-parameters.ts";

export const handler = httpLambda(contract, putIndicatorParameters, kitFromEnv());
