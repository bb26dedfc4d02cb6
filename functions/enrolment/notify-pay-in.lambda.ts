import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { notifyPayIn as contract } from "./contracts.ts";
import { notifyPayIn } from "./notify-pay-in.ts";

export const handler = httpLambda(contract, notifyPayIn, kitFromEnv());
