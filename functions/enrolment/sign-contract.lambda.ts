import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { signContract as contract } from "./contracts.ts";
import { signContract } from "./sign-contract.ts";

export const handler = httpLambda(contract, signContract, kitFromEnv());
