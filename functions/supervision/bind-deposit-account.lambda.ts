import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { bindDepositAccount as contract } from "./deposit-contracts.ts";
import { bindDepositAccount } from "./bind-deposit-account.ts";

export const handler = httpLambda(contract, bindDepositAccount, kitFromEnv());
