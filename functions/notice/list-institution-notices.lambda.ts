import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { listInstitutionNotices as contract } from "./contracts.ts";
import { listInstitutionNotices } from "./list-institution-notices.ts";

export const handler = httpLambda(contract, listInstitutionNotices, kitFromEnv());
