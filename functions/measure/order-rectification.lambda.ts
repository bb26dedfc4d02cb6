import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withVault } from "../kit/personal-deps.ts";
import { orderRectification as contract } from "./contracts.ts";
import { orderRectification } from "./order-rectification.ts";

export const handler = httpLambda(contract, orderRectification, withVault(kitFromEnv()));
