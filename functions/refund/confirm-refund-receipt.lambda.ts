import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { confirmRefundReceipt } from "./confirm-refund-receipt.ts";
import { confirmRefundReceipt as contract } from "./contracts.ts";

export const handler = httpLambda(contract, confirmRefundReceipt, kitFromEnv());
