import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withVault } from "../kit/personal-deps.ts";
import { stopRelease as contract } from "./contracts.ts";
import { stopRelease } from "./stop-release.ts";

export const handler = httpLambda(contract, stopRelease, withVault(kitFromEnv()));
