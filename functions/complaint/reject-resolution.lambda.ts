import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withVault } from "../kit/personal-deps.ts";
import { rejectResolution as contract } from "./contracts.ts";
import { rejectResolution } from "./reject-resolution.ts";

export const handler = httpLambda(contract, rejectResolution, withVault(kitFromEnv()));
