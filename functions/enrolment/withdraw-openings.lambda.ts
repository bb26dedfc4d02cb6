import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withdrawOpenings as contract } from "./opening-contracts.ts";
import { withdrawOpenings } from "./withdraw-openings.ts";

export const handler = httpLambda(contract, withdrawOpenings, kitFromEnv());
