import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withVault } from "../kit/personal-deps.ts";
import { reopenComplaint as contract } from "./contracts.ts";
import { reopenComplaint } from "./reopen-complaint.ts";

export const handler = httpLambda(contract, reopenComplaint, withVault(kitFromEnv()));
