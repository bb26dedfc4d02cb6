import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { getJob as contract } from "./contracts.ts";
import { getJob } from "./get-job.ts";

export const handler = httpLambda(contract, getJob, kitFromEnv());
