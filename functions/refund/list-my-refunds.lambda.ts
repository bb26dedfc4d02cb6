import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { listMyRefunds } from "./list-my-refunds.ts";
import { listMyRefunds as contract } from "./view-contracts.ts";

export const handler = httpLambda(contract, listMyRefunds, kitFromEnv());
