import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withdrawRefund as contract } from "./contracts.ts";
import { withdrawRefund } from "./withdraw-refund.ts";

export const handler = httpLambda(contract, withdrawRefund, kitFromEnv());
