import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { listWarnedInstitutions } from "./list-warned-institutions.ts";
import { listWarnedInstitutions as contract } from "./warned-contracts.ts";

export const handler = httpLambda(contract, listWarnedInstitutions, kitFromEnv());
