import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { bindCustodyAccount } from "./bind-custody-account.ts";
import { bindCustodyAccount as contract } from "./contracts.ts";

export const handler = httpLambda(contract, bindCustodyAccount, kitFromEnv());
