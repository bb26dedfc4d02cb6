import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { listDepositShortfalls as contract } from "./deposit-contracts.ts";
import { listDepositShortfalls } from "./list-deposit-shortfalls.ts";

export const handler = httpLambda(contract, listDepositShortfalls, kitFromEnv());
