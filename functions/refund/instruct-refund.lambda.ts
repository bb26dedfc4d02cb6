import { kitFromEnv } from "../kit/deps.ts";
import { stepLambda } from "../kit/workflow-step.ts";
import { instructRefund } from "./instruct-refund.ts";
import { instructRefund as contract } from "./workflow-contracts.ts";
import { OfRefund } from "./workflow-input.ts";

export const handler = stepLambda(contract, OfRefund, instructRefund, kitFromEnv());
