import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withVault } from "../kit/personal-deps.ts";
import { respondToComplaint as contract } from "./authority-contracts.ts";
import { respondToComplaint } from "./respond-to-complaint.ts";

export const handler = httpLambda(contract, respondToComplaint, withVault(kitFromEnv()));
