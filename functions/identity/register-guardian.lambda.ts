import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { registerGuardian } from "./register-guardian.ts";
import { registerGuardian as contract } from "./contracts.ts";

export const handler = httpLambda(contract, registerGuardian, kitFromEnv());
