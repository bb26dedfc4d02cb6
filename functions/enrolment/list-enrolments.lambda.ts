import { withVault } from "../kit/personal-deps.ts";
import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { listEnrolments as contract } from "./contracts.ts";
import { listEnrolments } from "./list-enrolments.ts";

export const handler = httpLambda(contract, listEnrolments, withVault(kitFromEnv()));
