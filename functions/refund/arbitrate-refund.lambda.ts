import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withVault } from "../kit/personal-deps.ts";
import { arbitrateRefund } from "./arbitrate-refund.ts";
import { arbitrateRefund as contract } from "./party-contracts.ts";

export const handler = httpLambda(contract, arbitrateRefund, withVault(kitFromEnv()));
