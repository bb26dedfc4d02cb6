import { kitFromEnv } from "../kit/deps.ts";
import { withEvidence } from "../kit/evidence-deps.ts";
import { httpLambda } from "../kit/http.ts";
import { completeUpload as contract } from "./evidence-contracts.ts";
import { completeUpload } from "./complete-upload.ts";

export const handler = httpLambda(contract, completeUpload, withEvidence(kitFromEnv()));
