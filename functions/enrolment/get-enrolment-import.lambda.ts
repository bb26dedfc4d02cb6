import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { getEnrolmentImport } from "./get-enrolment-import.ts";
import { getEnrolmentImport as contract } from "./opening-contracts.ts";

export const handler = httpLambda(contract, getEnrolmentImport, kitFromEnv());
