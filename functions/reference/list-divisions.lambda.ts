import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { listDivisions as contract } from "./contracts.ts";
import { listDivisions } from "./list-divisions.ts";

export const handler = httpLambda(contract, listDivisions, kitFromEnv());
