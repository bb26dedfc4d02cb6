import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withdrawComplaint as contract } from "./contracts.ts";
import { withdrawComplaint } from "./withdraw-complaint.ts";

export const handler = httpLambda(contract, withdrawComplaint, kitFromEnv());
