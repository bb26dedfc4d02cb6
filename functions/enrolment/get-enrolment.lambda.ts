import { withVault } from "../kit/personal-deps.ts";
import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { getEnrolment as contract } from "./contracts.ts";
import { getEnrolment } from "./get-enrolment.ts";

export const handler = httpLambda(contract, getEnrolment, withVault(kitFromEnv()));
