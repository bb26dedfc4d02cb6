import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withSignedCalls } from "../kit/signed-calls.ts";
import { reportRefundResult as contract } from "./bank-contracts.ts";
import { reportRefundResult } from "./report-refund-result.ts";

export const handler = httpLambda(contract, reportRefundResult, withSignedCalls(kitFromEnv()));
