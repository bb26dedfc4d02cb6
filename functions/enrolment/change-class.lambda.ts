import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { changeClass as contract } from "./change-contracts.ts";
import { changeClass } from "./change-class.ts";

export const handler = httpLambda(contract, changeClass, kitFromEnv());
