import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { escalateComplaint as contract } from "./contracts.ts";
import { escalateComplaint } from "./escalate-complaint.ts";

export const handler = httpLambda(contract, escalateComplaint, kitFromEnv());
