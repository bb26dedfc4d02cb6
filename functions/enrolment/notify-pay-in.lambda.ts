import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withSignedCalls } from "../kit/signed-calls.ts";
import { notifyPayIn as contract } from "./contracts.ts";
import { notifyPayIn } from "./notify-pay-in.ts";

export const handler = httpLambda(contract, notifyPayIn, withSignedCalls(kitFromEnv()));
