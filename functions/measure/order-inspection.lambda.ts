import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withVault } from "../kit/personal-deps.ts";
import { orderInspection as contract } from "./contracts.ts";
import { orderInspection } from "./order-inspection.ts";

export const handler = httpLambda(contract, orderInspection, withVault(kitFromEnv()));
