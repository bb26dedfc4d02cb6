import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { getReleaseForecast as contract } from "./finance-contracts.ts";
import { getReleaseForecast } from "./get-release-forecast.ts";

export const handler = httpLambda(contract, getReleaseForecast, kitFromEnv());
