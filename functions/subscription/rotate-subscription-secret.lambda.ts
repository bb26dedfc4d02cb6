import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withVault } from "../kit/personal-deps.ts";
import { rotateSubscriptionSecret as contract } from "./contracts.ts";
import { rotateSubscriptionSecret } from "./rotate-subscription-secret.ts";

export const handler = httpLambda(contract, rotateSubscriptionSecret, withVault(kitFromEnv()));
