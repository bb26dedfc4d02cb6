import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { listIndicatorTrials as contract } from "./view-contracts.ts";
import { listIndicatorTrials } from "./list-indicator-trials.ts";

export const handler = httpLambda(contract, listIndicatorTrials, kitFromEnv());
