import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withVault } from "../kit/personal-deps.ts";
import { getInstitution as contract } from "./contracts.ts";
import { getInstitution } from "./get-institution.ts";

export const handler = httpLambda(contract, getInstitution, withVault(kitFromEnv()));
