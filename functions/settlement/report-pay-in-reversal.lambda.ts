import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withSignedCalls } from "../kit/signed-calls.ts";
import { reportPayInReversal as contract } from "./contracts.ts";
import { reportPayInReversal } from "./report-pay-in-reversal.ts";

export const handler = httpLambda(contract, reportPayInReversal, withSignedCalls(kitFromEnv()));
