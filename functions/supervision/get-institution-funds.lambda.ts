import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { getInstitutionFunds as contract } from "./contracts.ts";
import { getInstitutionFunds } from "./get-institution-funds.ts";

export const handler = httpLambda(contract, getInstitutionFunds, kitFromEnv());
