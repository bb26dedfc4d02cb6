import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withVault } from "../kit/personal-deps.ts";
import { liftMeasure as contract } from "./step-contracts.ts";
import { liftMeasure } from "./lift-measure.ts";

export const handler = httpLambda(contract, liftMeasure, withVault(kitFromEnv()));
