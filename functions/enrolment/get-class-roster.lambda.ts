import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withVault } from "../kit/personal-deps.ts";
import { getClassRoster } from "./get-class-roster.ts";
import { getClassRoster as contract } from "./roster-contracts.ts";

export const handler = httpLambda(contract, getClassRoster, withVault(kitFromEnv()));
