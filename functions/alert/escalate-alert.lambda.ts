import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withVault } from "../kit/personal-deps.ts";
import { escalateAlert as contract } from "./contracts.ts";
import { escalateAlert } from "./escalate-alert.ts";

export const handler = httpLambda(contract, escalateAlert, withVault(kitFromEnv()));
