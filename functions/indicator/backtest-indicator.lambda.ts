import { kitFromEnv } from "../kit/deps.ts";
import { httpLambda } from "../kit/http.ts";
import { backtestIndicator as contract } from "./contracts.ts";
import { backtestIndicator } from "./backtest-indicator.ts";

export const handler = httpLambda(contract, backtestIndicator, kitFromEnv());
