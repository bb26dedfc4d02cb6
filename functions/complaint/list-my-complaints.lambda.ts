import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { listMyComplaints as contract } from "./view-contracts.ts";
import { listMyComplaints } from "./list-my-complaints.ts";

export const handler = httpLambda(contract, listMyComplaints, kitFromEnv());
