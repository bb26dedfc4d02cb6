import type { RequestContext } from "../kit/context.ts";
import type { WorkflowKit } from "../kit/workflow-deps.ts";

/** What the opening and the taking up again have in common; a refund that was just opened is in its first attempt. */
interface Begun {
  readonly subject: string;
  readonly data: { readonly attempt?: unknown };
}

/** One execution for each attempt, whose name is that of the attempt: an event that comes twice starts none. */
export const startRefundWorkflow =
  ({ executions }: Pick<WorkflowKit, "executions">) =>
  async ({ subject: refundId, data }: Begun, _context: RequestContext): Promise<void> => {
    const attempt = typeof data.attempt === "number" ? data.attempt : 1;
    await executions.start(`${refundId}-${attempt}`, { refundId });
  };
