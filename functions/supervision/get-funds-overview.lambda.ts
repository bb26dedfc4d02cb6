import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { getFundsOverview as contract } from "./contracts.ts";
import { getFundsOverview } from "./get-funds-overview.ts";

export const handler = httpLambda(contract, getFundsOverview, kitFromEnv());
