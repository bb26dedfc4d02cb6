import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { assignAlert as contract } from "./contracts.ts";
import { assignAlert } from "./assign-alert.ts";

export const handler = httpLambda(contract, assignAlert, kitFromEnv());
