import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { getDocs as contract } from "./contracts.ts";
import { getDocs } from "./get-docs.ts";

export const handler = httpLambda(contract, getDocs, kitFromEnv());
