import type { Kit } from "../kit/deps.ts";
import type { WorkflowStep } from "../kit/workflow-step.ts";
import { complaintOf, type OfComplaint, statusIn } from "./workflow-input.ts";

export const findComplaintTurn =
  ({ table }: Pick<Kit, "table">): WorkflowStep<OfComplaint> =>
  async ({ complaintId, attempt }) => {
    const { state } = await complaintOf(table, complaintId);
    return { status: statusIn(state, attempt) };
  };
