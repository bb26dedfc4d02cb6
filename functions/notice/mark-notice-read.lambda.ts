import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { markNoticeRead as contract } from "./contracts.ts";
import { markNoticeRead } from "./mark-notice-read.ts";

export const handler = httpLambda(contract, markNoticeRead, kitFromEnv());
