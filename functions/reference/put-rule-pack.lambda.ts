import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { putRulePack as contract } from "./contracts.ts";
import { putRulePack } from "./put-rule-pack.ts";

export const handler = httpLambda(contract, putRulePack, kitFromEnv());
