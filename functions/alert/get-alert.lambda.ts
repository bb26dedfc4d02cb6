import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withVault } from "../kit/personal-deps.ts";
import { getAlert as contract } from "./view-contracts.ts";
import { getAlert } from "./get-alert.ts";

export const handler = httpLambda(contract, getAlert, withVault(kitFromEnv()));
