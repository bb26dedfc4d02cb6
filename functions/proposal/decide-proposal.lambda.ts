import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { decideProposal } from "./decide-proposal.ts";
import { decideProposal as contract } from "./contracts.ts";

export const handler = httpLambda(contract, decideProposal, kitFromEnv());
