import type * as z from "zod";
import { findToken, tokenChange } from "../../adapters/repositories/refund-items.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { nextStepOf } from "../../domain/refund/next-step.ts";
import type { WorkflowKit } from "../kit/workflow-deps.ts";
import type { WorkflowStep } from "../kit/workflow-step.ts";
import { refundOf, type WaitingStep } from "./workflow-input.ts";

/**
 * Notes where the workflow waits, and only then looks whether it still has to: whatever was committed before sees
 * nobody waiting. Whoever waited before is told that another waits now; a step that has gone on does not hear it.
 */
export const awaitRefundStep =
  ({
    table,
    executions,
  }: Pick<WorkflowKit, "table" | "executions">): WorkflowStep<z.output<typeof WaitingStep>> =>
  async ({ refundId, step, token }, context) => {
    const former = await findToken(table, refundId);
    await commitCommand(table, context, [tokenChange(refundId, { step, token })], {});
    if (former !== undefined && former.token !== token)
      await executions.answer(former.token, { step: "close" });
    const now = nextStepOf((await refundOf(table, refundId)).state);
    if (now !== step) await executions.answer(token, { step: now });
    return { step: now };
  };
