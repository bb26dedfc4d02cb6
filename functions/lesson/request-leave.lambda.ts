import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { requestLeave as contract } from "./contracts.ts";
import { requestLeave } from "./request-leave.ts";

export const handler = httpLambda(contract, requestLeave, kitFromEnv());
