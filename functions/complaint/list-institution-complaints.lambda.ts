import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { listInstitutionComplaints as contract } from "./view-contracts.ts";
import { listInstitutionComplaints } from "./list-institution-complaints.ts";

export const handler = httpLambda(contract, listInstitutionComplaints, kitFromEnv());
