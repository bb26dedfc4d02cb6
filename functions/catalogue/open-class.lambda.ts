import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { openClass as contract } from "./contracts.ts";
import { openClass } from "./open-class.ts";

export const handler = httpLambda(contract, openClass, kitFromEnv());
