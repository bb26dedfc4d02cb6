import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withSignedCalls } from "../kit/signed-calls.ts";
import { reportInstructionResult as contract } from "./contracts.ts";
import { reportInstructionResult } from "./report-instruction-result.ts";

export const handler = httpLambda(contract, reportInstructionResult, withSignedCalls(kitFromEnv()));
