import { kitFromEnv } from "../kit/deps.ts";
import { withEvidence } from "../kit/evidence-deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withVault } from "../kit/personal-deps.ts";
import { getMyComplaint as contract } from "./view-contracts.ts";
import { getMyComplaint } from "./get-my-complaint.ts";

export const handler = httpLambda(contract, getMyComplaint, withVault(withEvidence(kitFromEnv())));
