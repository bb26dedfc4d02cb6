import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { listInstitutions as contract } from "./contracts.ts";
import { listInstitutions } from "./list-institutions.ts";

export const handler = httpLambda(contract, listInstitutions, kitFromEnv());
