import { findToken } from "../../adapters/repositories/refund-items.ts";
import { nextStepOf } from "../../domain/refund/next-step.ts";
import type { RequestContext } from "../kit/context.ts";
import type { WorkflowKit } from "../kit/workflow-deps.ts";
import { refundOf } from "./workflow-input.ts";

/**
 * Tells the workflow that waits what its refund waits for now. Where none waits yet, the step that is about to
 * wait sees it by itself; where the answer is late, nobody waits any more.
 */
export const resumeRefundWorkflow =
  ({ table, executions }: Pick<WorkflowKit, "table" | "executions">) =>
  async (
    { subject: refundId }: { readonly subject: string },
    _context: RequestContext,
  ): Promise<void> => {
    const waiting = await findToken(table, refundId);
    if (waiting === undefined) return;
    const step = nextStepOf((await refundOf(table, refundId)).state);
    if (step !== waiting.step) await executions.answer(waiting.token, { step });
  };
