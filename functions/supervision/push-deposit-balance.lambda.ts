import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withSignedCalls } from "../kit/signed-calls.ts";
import { pushDepositBalance as contract } from "./deposit-contracts.ts";
import { pushDepositBalance } from "./push-deposit-balance.ts";

export const handler = httpLambda(contract, pushDepositBalance, withSignedCalls(kitFromEnv()));
