import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withVault } from "../kit/personal-deps.ts";
import { getInstitutionRefund } from "./get-institution-refund.ts";
import { getInstitutionRefund as contract } from "./view-contracts.ts";

export const handler = httpLambda(contract, getInstitutionRefund, withVault(kitFromEnv()));
