import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { placeOrder as contract } from "./contracts.ts";
import { placeOrder } from "./place-order.ts";

export const handler = httpLambda(contract, placeOrder, kitFromEnv());
