import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withVault } from "../kit/personal-deps.ts";
import { getMeasure as contract } from "./view-contracts.ts";
import { getMeasure } from "./get-measure.ts";

export const handler = httpLambda(contract, getMeasure, withVault(kitFromEnv()));
