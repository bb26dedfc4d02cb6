import { kitFromEnv } from "../kit/deps.ts";
import { withEvidence } from "../kit/evidence-deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withVault } from "../kit/personal-deps.ts";
import { getInstitutionComplaint as contract } from "./view-contracts.ts";
import { getInstitutionComplaint } from "./get-institution-complaint.ts";

export const handler = httpLambda(
  contract,
  getInstitutionComplaint,
  withVault(withEvidence(kitFromEnv())),
);
