import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withSignedCalls } from "../kit/signed-calls.ts";
import { reportReturnResult as contract } from "./contracts.ts";
import { reportReturnResult } from "./report-return-result.ts";

export const handler = httpLambda(contract, reportReturnResult, withSignedCalls(kitFromEnv()));
