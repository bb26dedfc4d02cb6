import { findToken } from "../../adapters/repositories/complaint-tokens.ts";
import type { RequestContext } from "../kit/context.ts";
import type { WorkflowKit } from "../kit/workflow-deps.ts";
import { complaintOf, statusIn } from "./workflow-input.ts";

/**
 * Tells the workflow that waits where its complaint stands now. Where none waits yet, the step that is about
 * to wait sees it by itself; where the answer is late, nobody waits any more.
 */
export const resumeComplaintWorkflow =
  ({ table, executions }: Pick<WorkflowKit, "table" | "executions">) =>
  async (
    { subject: complaintId }: { readonly subject: string },
    _context: RequestContext,
  ): Promise<void> => {
    const waiting = await findToken(table, complaintId);
    if (waiting === undefined) return;
    const { state } = await complaintOf(table, complaintId);
    const status = statusIn(state, waiting.attempt);
    if (status !== waiting.status) await executions.answer(waiting.token, { status });
  };
