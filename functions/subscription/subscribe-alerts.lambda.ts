import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withVault } from "../kit/personal-deps.ts";
import { withWebhooks } from "../kit/webhook-deps.ts";
import { subscribeAlerts as contract } from "./contracts.ts";
import { subscribeAlerts } from "./subscribe-alerts.ts";

export const handler = httpLambda(contract, subscribeAlerts, withWebhooks(withVault(kitFromEnv())));
