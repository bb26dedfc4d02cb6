import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { listComplaints as contract } from "./view-contracts.ts";
import { listComplaints } from "./list-complaints.ts";

export const handler = httpLambda(contract, listComplaints, kitFromEnv());
