import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { getCustodyPosition as contract } from "./contracts.ts";
import { getCustodyPosition } from "./get-custody-position.ts";

export const handler = httpLambda(contract, getCustodyPosition, kitFromEnv());
