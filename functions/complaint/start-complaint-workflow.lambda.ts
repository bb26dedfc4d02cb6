import type * as z from "zod";
import { ComplaintFiled, ComplaintReopened } from "../../events/complaint.ts";
import type { EventDefinition } from "../../events/define.ts";
import { kitFromEnv } from "../kit/deps.ts";
import { eventLambda } from "../kit/event.ts";
import { withComplaintWorkflow } from "../kit/workflow-deps.ts";
import { startComplaintWorkflow } from "./start-complaint-workflow.ts";
import { startComplaintWorkflow as contract } from "./workflow-contracts.ts";

const BEGUN: readonly EventDefinition<string, z.ZodObject>[] = [ComplaintFiled, ComplaintReopened];
const kit = withComplaintWorkflow(kitFromEnv());

export const handler = eventLambda(contract, BEGUN, startComplaintWorkflow, kit);
