import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { listAlerts as contract } from "./view-contracts.ts";
import { listAlerts } from "./list-alerts.ts";

export const handler = httpLambda(contract, listAlerts, kitFromEnv());
