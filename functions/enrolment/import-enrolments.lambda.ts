import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withUploadForms } from "../kit/upload-deps.ts";
import { importEnrolments } from "./import-enrolments.ts";
import { importEnrolments as contract } from "./opening-contracts.ts";

export const handler = httpLambda(contract, importEnrolments, withUploadForms(kitFromEnv()));
