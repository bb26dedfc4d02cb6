import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { markInstitutionNoticeRead as contract } from "./contracts.ts";
import { markInstitutionNoticeRead } from "./mark-institution-notice-read.ts";

export const handler = httpLambda(contract, markInstitutionNoticeRead, kitFromEnv());
