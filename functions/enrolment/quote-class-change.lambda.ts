import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { quoteClassChange as contract } from "./change-contracts.ts";
import { quoteClassChange } from "./quote-class-change.ts";

export const handler = httpLambda(contract, quoteClassChange, kitFromEnv());
