import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { listInstitutionRefunds } from "./list-institution-refunds.ts";
import { listInstitutionRefunds as contract } from "./view-contracts.ts";

export const handler = httpLambda(contract, listInstitutionRefunds, kitFromEnv());
