import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { listInstitutionMeasures } from "./list-institution-measures.ts";
import { listInstitutionMeasures as contract } from "./view-contracts.ts";

export const handler = httpLambda(contract, listInstitutionMeasures, kitFromEnv());
