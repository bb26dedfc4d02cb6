import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { rateComplaint as contract } from "./contracts.ts";
import { rateComplaint } from "./rate-complaint.ts";

export const handler = httpLambda(contract, rateComplaint, kitFromEnv());
