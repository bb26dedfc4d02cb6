import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { listComplaintLooks as contract } from "./view-contracts.ts";
import { listComplaintLooks } from "./list-complaint-looks.ts";

export const handler = httpLambda(contract, listComplaintLooks, kitFromEnv());
