import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withVault } from "../kit/personal-deps.ts";
import { requestRefund as contract } from "./contracts.ts";
import { requestRefund } from "./request-refund.ts";

export const handler = httpLambda(contract, requestRefund, withVault(kitFromEnv()));
