import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { startMassRefund } from "./start-mass-refund.ts";
import { startMassRefund as contract } from "./mass-refund-contracts.ts";

export const handler = httpLambda(contract, startMassRefund, kitFromEnv());
