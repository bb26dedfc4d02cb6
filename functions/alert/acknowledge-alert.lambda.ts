import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { acknowledgeAlert as contract } from "./contracts.ts";
import { acknowledgeAlert } from "./acknowledge-alert.ts";

export const handler = httpLambda(contract, acknowledgeAlert, kitFromEnv());
