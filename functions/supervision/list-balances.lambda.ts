import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { listBalances as contract } from "./balance-contracts.ts";
import { listBalances } from "./list-balances.ts";

export const handler = httpLambda(contract, listBalances, kitFromEnv());
