import { withBanks } from "../kit/bank-deps.ts";
import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { payOrder as contract } from "./contracts.ts";
import { payOrder } from "./pay-order.ts";

export const handler = httpLambda(contract, payOrder, withBanks(kitFromEnv()));
