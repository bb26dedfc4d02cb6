import { FactsChanged } from "../../events/risk.ts";
import { kitFromEnv } from "../kit/deps.ts";
import { indicatorLambda } from "../kit/indicator-event.ts";
import { evaluateIndicator as contract } from "./contracts.ts";
import { evaluateIndicator } from "./evaluate-indicator.ts";

export const handler = indicatorLambda(contract, FactsChanged, evaluateIndicator, kitFromEnv());
