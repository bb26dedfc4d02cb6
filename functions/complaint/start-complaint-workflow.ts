import type { RequestContext } from "../kit/context.ts";
import type { WorkflowKit } from "../kit/workflow-deps.ts";

/** What filing and reopening have in common; a complaint that was just filed is in its first attempt. */
interface Begun {
  readonly subject: string;
  readonly data: { readonly attempt?: unknown };
}

/** One execution for each attempt, whose name is that of the attempt: an event that comes twice starts none. */
export const startComplaintWorkflow =
  ({ executions }: Pick<WorkflowKit, "executions">) =>
  async ({ subject: complaintId, data }: Begun, _context: RequestContext): Promise<void> => {
    const attempt = typeof data.attempt === "number" ? data.attempt : 1;
    await executions.start(`${complaintId}-${attempt}`, { complaintId, attempt });
  };
