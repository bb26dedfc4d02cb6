import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { listFundsBreaks as contract } from "./contracts.ts";
import { listFundsBreaks } from "./list-funds-breaks.ts";

export const handler = httpLambda(contract, listFundsBreaks, kitFromEnv());
