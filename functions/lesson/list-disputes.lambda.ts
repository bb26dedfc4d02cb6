import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { listDisputes as contract } from "./dispute-contracts.ts";
import { listDisputes } from "./list-disputes.ts";

export const handler = httpLambda(contract, listDisputes, kitFromEnv());
