import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { withVault } from "../kit/personal-deps.ts";
import { stopSale as contract } from "./contracts.ts";
import { stopSale } from "./stop-sale.ts";

export const handler = httpLambda(contract, stopSale, withVault(kitFromEnv()));
