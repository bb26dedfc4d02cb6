import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { listRefunds } from "./list-refunds.ts";
import { listRefunds as contract } from "./view-contracts.ts";

export const handler = httpLambda(contract, listRefunds, kitFromEnv());
