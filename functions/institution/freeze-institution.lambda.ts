import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { freezeInstitution as contract } from "./freeze-contracts.ts";
import { freezeInstitution } from "./freeze-institution.ts";

export const handler = httpLambda(contract, freezeInstitution, kitFromEnv());
