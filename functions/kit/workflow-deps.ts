import { SFNClient } from "@aws-sdk/client-sfn";
import { type Executions, sfnExecutions } from "../../adapters/workflows/executions.ts";
import type { Kit } from "./deps.ts";
import { environment } from "./environment.ts";

/** The kit of a function that starts a workflow, or answers its waiting steps. */
export interface WorkflowKit extends Kit {
  readonly executions: Executions;
}

export const withComplaintWorkflow = <K extends Kit>(kit: K): K & WorkflowKit => ({
  ...kit,
  executions: sfnExecutions(new SFNClient({}), environment().COMPLAINT_WORKFLOW_ARN),
});

export const withRefundWorkflow = <K extends Kit>(kit: K): K & WorkflowKit => ({
  ...kit,
  executions: sfnExecutions(new SFNClient({}), environment().REFUND_WORKFLOW_ARN),
});
