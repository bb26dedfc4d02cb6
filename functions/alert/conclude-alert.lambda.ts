import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withVault } from "../kit/personal-deps.ts";
import { concludeAlert as contract } from "./contracts.ts";
import { concludeAlert } from "./conclude-alert.ts";

export const handler = httpLambda(contract, concludeAlert, withVault(kitFromEnv()));
