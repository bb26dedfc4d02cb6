import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { listUnitNotices } from "./list-unit-notices.ts";
import { listUnitNotices as contract } from "./unit-contracts.ts";

export const handler = httpLambda(contract, listUnitNotices, kitFromEnv());
