import type * as z from "zod";
import type { EventDefinition } from "../../events/define.ts";
import { kitFromEnv } from "../kit/deps.ts";
import { eventLambda } from "../kit/event.ts";
import { withRefundWorkflow } from "../kit/workflow-deps.ts";
import { startRefundWorkflow } from "./start-refund-workflow.ts";
import { startRefundWorkflow as contract } from "./workflow-contracts.ts";

const EVENTS: readonly EventDefinition<string, z.ZodObject>[] = contract.trigger.events;
const kit = withRefundWorkflow(kitFromEnv());

export const handler = eventLambda(contract, EVENTS, startRefundWorkflow, kit);
