import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withVault } from "../kit/personal-deps.ts";
import { getMyRefund } from "./get-my-refund.ts";
import { getMyRefund as contract } from "./view-contracts.ts";

export const handler = httpLambda(contract, getMyRefund, withVault(kitFromEnv()));
