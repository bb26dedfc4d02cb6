import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { listNotices as contract } from "./contracts.ts";
import { listNotices } from "./list-notices.ts";

export const handler = httpLambda(contract, listNotices, kitFromEnv());
