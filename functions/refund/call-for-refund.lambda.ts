import { kitFromEnv } from "../kit/deps.ts";
import { stepLambda } from "../kit/workflow-step.ts";
import { callForRefund } from "./call-for-refund.ts";
import { callForRefund as contract } from "./workflow-contracts.ts";
import { OfRefund } from "./workflow-input.ts";

export const handler = stepLambda(contract, OfRefund, callForRefund, kitFromEnv());
