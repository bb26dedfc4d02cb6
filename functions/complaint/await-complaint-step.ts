import type * as z from "zod";
import { tokenChange } from "../../adapters/repositories/complaint-tokens.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import type { WorkflowKit } from "../kit/workflow-deps.ts";
import type { WorkflowStep } from "../kit/workflow-step.ts";
import { complaintOf, statusIn, type WaitingStep } from "./workflow-input.ts";

/**
 * Notes the token first and looks at the complaint then: whoever acts in between finds the token, and whoever
 * acted before is seen. So no step waits for what has happened already.
 */
export const awaitComplaintStep =
  ({
    table,
    executions,
  }: Pick<WorkflowKit, "table" | "executions">): WorkflowStep<z.output<typeof WaitingStep>> =>
  async ({ complaintId, attempt, status, token }, context) => {
    const change = tokenChange(complaintId, { token, attempt, status });
    await commitCommand(table, context, [change], {});
    const { state } = await complaintOf(table, complaintId);
    const now = statusIn(state, attempt);
    if (now !== status) await executions.answer(token, { status: now });
    return { status: now };
  };
