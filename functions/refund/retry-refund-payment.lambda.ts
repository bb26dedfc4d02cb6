import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withVault } from "../kit/personal-deps.ts";
import { retryRefundPayment as contract } from "./party-contracts.ts";
import { retryRefundPayment } from "./retry-refund-payment.ts";

export const handler = httpLambda(contract, retryRefundPayment, withVault(kitFromEnv()));
