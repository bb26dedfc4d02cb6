import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { listMySuspendedPayments as contract } from "./contracts.ts";
import { listMySuspendedPayments } from "./list-my-suspended-payments.ts";

export const handler = httpLambda(contract, listMySuspendedPayments, kitFromEnv());
