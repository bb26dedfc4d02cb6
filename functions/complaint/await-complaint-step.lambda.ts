import { kitFromEnv } from "../kit/deps.ts";
import { withComplaintWorkflow } from "../kit/workflow-deps.ts";
import { stepLambda } from "../kit/workflow-step.ts";
import { awaitComplaintStep } from "./await-complaint-step.ts";
import { awaitComplaintStep as contract } from "./workflow-contracts.ts";
import { WaitingStep } from "./workflow-input.ts";

const kit = withComplaintWorkflow(kitFromEnv());

export const handler = stepLambda(contract, WaitingStep, awaitComplaintStep, kit);
