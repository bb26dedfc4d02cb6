import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { listLegalBases } from "./list-legal-bases.ts";
import { listLegalBases as contract } from "./view-contracts.ts";

export const handler = httpLambda(contract, listLegalBases, kitFromEnv());
