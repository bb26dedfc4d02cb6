import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { listIndicatorVersions as contract } from "./view-contracts.ts";
import { listIndicatorVersions } from "./list-indicator-versions.ts";

export const handler = httpLambda(contract, listIndicatorVersions, kitFromEnv());
