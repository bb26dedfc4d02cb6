import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { explainEvaluation as contract } from "./contracts.ts";
import { explainEvaluation } from "./explain-evaluation.ts";

export const handler = httpLambda(contract, explainEvaluation, kitFromEnv());
