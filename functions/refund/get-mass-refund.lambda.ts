import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { getMassRefund } from "./get-mass-refund.ts";
import { getMassRefund as contract } from "./mass-refund-contracts.ts";

export const handler = httpLambda(contract, getMassRefund, kitFromEnv());
