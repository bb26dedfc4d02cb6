import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withVault } from "../kit/personal-deps.ts";
import { getInstitutionMeasure as contract } from "./view-contracts.ts";
import { getInstitutionMeasure } from "./get-institution-measure.ts";

export const handler = httpLambda(contract, getInstitutionMeasure, withVault(kitFromEnv()));
