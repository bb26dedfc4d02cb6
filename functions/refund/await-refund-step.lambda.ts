import { kitFromEnv } from "../kit/deps.ts";
import { withRefundWorkflow } from "../kit/workflow-deps.ts";
import { stepLambda } from "../kit/workflow-step.ts";
import { awaitRefundStep } from "./await-refund-step.ts";
import { awaitRefundStep as contract } from "./workflow-contracts.ts";
import { WaitingStep } from "./workflow-input.ts";

const kit = withRefundWorkflow(kitFromEnv());

export const handler = stepLambda(contract, WaitingStep, awaitRefundStep, kit);
