import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withUploadForms } from "../kit/upload-deps.ts";
import { importRoster } from "./import-roster.ts";
import { importRoster as contract } from "./roster-contracts.ts";

export const handler = httpLambda(contract, importRoster, withUploadForms(kitFromEnv()));
