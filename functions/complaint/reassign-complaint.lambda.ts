import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withVault } from "../kit/personal-deps.ts";
import { reassignComplaint as contract } from "./authority-contracts.ts";
import { reassignComplaint } from "./reassign-complaint.ts";

export const handler = httpLambda(contract, reassignComplaint, withVault(kitFromEnv()));
