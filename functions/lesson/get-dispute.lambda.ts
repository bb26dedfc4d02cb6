import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withVault } from "../kit/personal-deps.ts";
import { getDispute as contract } from "./dispute-contracts.ts";
import { getDispute } from "./get-dispute.ts";

export const handler = httpLambda(contract, getDispute, withVault(kitFromEnv()));
