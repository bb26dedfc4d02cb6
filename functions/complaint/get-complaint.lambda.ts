import { kitFromEnv } from "../kit/deps.ts";
import { withEvidence } from "../kit/evidence-deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withVault } from "../kit/personal-deps.ts";
import { getComplaint as contract } from "./view-contracts.ts";
import { getComplaint } from "./get-complaint.ts";

export const handler = httpLambda(contract, getComplaint, withVault(withEvidence(kitFromEnv())));
