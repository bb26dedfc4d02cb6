import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withVault } from "../kit/personal-deps.ts";
import { talkToInstitution as contract } from "./contracts.ts";
import { talkToInstitution } from "./talk-to-institution.ts";

export const handler = httpLambda(contract, talkToInstitution, withVault(kitFromEnv()));
