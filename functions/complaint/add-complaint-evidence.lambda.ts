import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withUploadForms } from "../kit/upload-deps.ts";
import { addComplaintEvidence as contract } from "./evidence-contracts.ts";
import { addComplaintEvidence } from "./add-complaint-evidence.ts";

export const handler = httpLambda(contract, addComplaintEvidence, withUploadForms(kitFromEnv()));
