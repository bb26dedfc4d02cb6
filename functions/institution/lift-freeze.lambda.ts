import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { liftFreeze as contract } from "./freeze-contracts.ts";
import { liftFreeze } from "./lift-freeze.ts";

export const handler = httpLambda(contract, liftFreeze, kitFromEnv());
