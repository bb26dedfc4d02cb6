import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withVault } from "../kit/personal-deps.ts";
import { fileComplaint as contract } from "./contracts.ts";
import { fileComplaint } from "./file-complaint.ts";

export const handler = httpLambda(contract, fileComplaint, withVault(kitFromEnv()));
