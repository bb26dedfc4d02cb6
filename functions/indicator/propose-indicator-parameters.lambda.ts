import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { proposeIndicatorParameters as contract } from "./contracts.ts";
import { proposeIndicatorParameters } from "./propose-indicator-parameters.ts";

export const handler = httpLambda(contract, proposeIndicatorParameters, kitFromEnv());
