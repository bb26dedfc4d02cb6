import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { getRosterJob } from "./get-roster-job.ts";
import { getRosterJob as contract } from "./roster-contracts.ts";

export const handler = httpLambda(contract, getRosterJob, kitFromEnv());
