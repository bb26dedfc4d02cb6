import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { listSuspendedPayments as contract } from "./contracts.ts";
import { listSuspendedPayments } from "./list-suspended-payments.ts";

export const handler = httpLambda(contract, listSuspendedPayments, kitFromEnv());
