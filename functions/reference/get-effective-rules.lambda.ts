import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { getEffectiveRules as contract } from "./contracts.ts";
import { getEffectiveRules } from "./get-effective-rules.ts";

export const handler = httpLambda(contract, getEffectiveRules, kitFromEnv());
