import type * as z from "zod";
import { nextStepOf } from "../../domain/refund/next-step.ts";
import type { Kit } from "../kit/deps.ts";
import type { WorkflowStep } from "../kit/workflow-step.ts";
import { type OfRefund, refundOf } from "./workflow-input.ts";

/** A workflow begins wherever its refund stands: one that follows a lost one comes to the same end. */
export const assessRefund =
  ({ table }: Pick<Kit, "table">): WorkflowStep<z.output<typeof OfRefund>> =>
  async ({ refundId }) => ({ step: nextStepOf((await refundOf(table, refundId)).state) });
