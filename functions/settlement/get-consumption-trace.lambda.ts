import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { getConsumptionTrace as contract } from "./finance-contracts.ts";
import { getConsumptionTrace } from "./get-consumption-trace.ts";

export const handler = httpLambda(contract, getConsumptionTrace, kitFromEnv());
