import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { quoteRefund as contract } from "./contracts.ts";
import { quoteRefund } from "./quote-refund.ts";

export const handler = httpLambda(contract, quoteRefund, kitFromEnv());
