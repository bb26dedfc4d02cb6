import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withSignedCalls } from "../kit/signed-calls.ts";
import { pushBalance as contract } from "./contracts.ts";
import { pushBalance } from "./push-balance.ts";

export const handler = httpLambda(contract, pushBalance, withSignedCalls(kitFromEnv()));
