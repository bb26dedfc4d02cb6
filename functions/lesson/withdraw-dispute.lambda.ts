import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withdrawDispute as contract } from "./dispute-contracts.ts";
import { withdrawDispute } from "./withdraw-dispute.ts";

export const handler = httpLambda(contract, withdrawDispute, kitFromEnv());
