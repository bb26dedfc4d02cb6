import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withVault } from "../kit/personal-deps.ts";
import { decideRefund } from "./decide-refund.ts";
import { decideRefund as contract } from "./party-contracts.ts";

export const handler = httpLambda(contract, decideRefund, withVault(kitFromEnv()));
