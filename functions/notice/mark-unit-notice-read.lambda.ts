import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { markUnitNoticeRead } from "./mark-unit-notice-read.ts";
import { markUnitNoticeRead as contract } from "./unit-contracts.ts";

export const handler = httpLambda(contract, markUnitNoticeRead, kitFromEnv());
