import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { listMySuspendedPayments } from "./list-my-suspended-payments.ts";
import { listMySuspendedPayments as contract } from "./suspense-contracts.ts";

export const handler = httpLambda(contract, listMySuspendedPayments, kitFromEnv());
