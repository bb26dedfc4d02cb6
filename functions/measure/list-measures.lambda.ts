import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { listMeasures } from "./list-measures.ts";
import { listMeasures as contract } from "./view-contracts.ts";

export const handler = httpLambda(contract, listMeasures, kitFromEnv());
