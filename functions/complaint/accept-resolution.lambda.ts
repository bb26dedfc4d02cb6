import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { acceptResolution as contract } from "./contracts.ts";
import { acceptResolution } from "./accept-resolution.ts";

export const handler = httpLambda(contract, acceptResolution, kitFromEnv());
