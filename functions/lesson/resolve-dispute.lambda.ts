import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withVault } from "../kit/personal-deps.ts";
import { resolveDispute as contract } from "./dispute-contracts.ts";
import { resolveDispute } from "./resolve-dispute.ts";

export const handler = httpLambda(contract, resolveDispute, withVault(kitFromEnv()));
