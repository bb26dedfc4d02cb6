import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { getIndicatorTrial as contract } from "./view-contracts.ts";
import { getIndicatorTrial } from "./get-indicator-trial.ts";

export const handler = httpLambda(contract, getIndicatorTrial, kitFromEnv());
