import type * as z from "zod";
import type { EventDefinition } from "../../events/define.ts";
import { kitFromEnv } from "../kit/deps.ts";
import { eventLambda } from "../kit/event.ts";
import { withComplaintWorkflow } from "../kit/workflow-deps.ts";
import { resumeComplaintWorkflow } from "./resume-complaint-workflow.ts";
import { resumeComplaintWorkflow as contract } from "./workflow-contracts.ts";

const STEPS: readonly EventDefinition<string, z.ZodObject>[] = contract.trigger.events;
const kit = withComplaintWorkflow(kitFromEnv());

export const handler = eventLambda(contract, STEPS, resumeComplaintWorkflow, kit);
