import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withUploadForms } from "../kit/upload-deps.ts";
import { importInstitutions as contract } from "./contracts.ts";
import { importInstitutions } from "./import-institutions.ts";

export const handler = httpLambda(contract, importInstitutions, withUploadForms(kitFromEnv()));
