import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { getDepositStatus as contract } from "./deposit-contracts.ts";
import { getDepositStatus } from "./get-deposit-status.ts";

export const handler = httpLambda(contract, getDepositStatus, kitFromEnv());
