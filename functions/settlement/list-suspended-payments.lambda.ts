import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { listSuspendedPayments } from "./list-suspended-payments.ts";
import { listSuspendedPayments as contract } from "./suspense-contracts.ts";

export const handler = httpLambda(contract, listSuspendedPayments, kitFromEnv());
