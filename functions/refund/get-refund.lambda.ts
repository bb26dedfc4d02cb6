import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withVault } from "../kit/personal-deps.ts";
import { getRefund } from "./get-refund.ts";
import { getRefund as contract } from "./view-contracts.ts";

export const handler = httpLambda(contract, getRefund, withVault(kitFromEnv()));
