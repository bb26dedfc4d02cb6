import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { requestConfirmation as contract } from "./contracts.ts";
import { requestConfirmation } from "./request-confirmation.ts";

export const handler = httpLambda(contract, requestConfirmation, kitFromEnv());
