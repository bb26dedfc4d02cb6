import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withVault } from "../kit/personal-deps.ts";
import { mediateComplaint as contract } from "./authority-contracts.ts";
import { mediateComplaint } from "./mediate-complaint.ts";

export const handler = httpLambda(contract, mediateComplaint, withVault(kitFromEnv()));
