import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withVault } from "../kit/personal-deps.ts";
import { recordInspection as contract } from "./step-contracts.ts";
import { recordInspection } from "./record-inspection.ts";

export const handler = httpLambda(contract, recordInspection, withVault(kitFromEnv()));
