import { kitFromEnv } from "../kit/deps.ts";
import { stepLambda } from "../kit/workflow-step.ts";
import { assessRefund } from "./assess-refund.ts";
import { assessRefund as contract } from "./workflow-contracts.ts";
import { OfRefund } from "./workflow-input.ts";

export const handler = stepLambda(contract, OfRefund, assessRefund, kitFromEnv());
