import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { listProposals } from "./list-proposals.ts";
import { listProposals as contract } from "./contracts.ts";

export const handler = httpLambda(contract, listProposals, kitFromEnv());
