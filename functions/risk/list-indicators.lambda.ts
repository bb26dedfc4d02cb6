import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { listIndicators as contract } from "./contracts.ts";
import { listIndicators } from "./list-indicators.ts";

export const handler = httpLambda(contract, listIndicators, kitFromEnv());
