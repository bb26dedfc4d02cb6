import { consequencesOf } from "../../domain/complaint/outcome.ts";
import type { Kit } from "../kit/deps.ts";
import type { WorkflowStep } from "../kit/workflow-step.ts";
import { settleFrozenLessons } from "./settle-frozen-lessons.ts";
import { complaintOf, type OfComplaint, statusIn } from "./workflow-input.ts";

/** Comes before the refund, which finds the money of the lessons only once they are settled. */
export const settleComplaintLessons = (kit: Kit): WorkflowStep<OfComplaint> => {
  const settle = settleFrozenLessons(kit);

  return async ({ complaintId, attempt }, context) => {
    const { state } = await complaintOf(kit.table, complaintId);
    // Reopened meanwhile: its lessons stay frozen until the second attempt is over.
    if (statusIn(state, attempt) === state.status) await settle(state, context);
    const open = consequencesOf(state);
    return {
      refund: open.includes("order-refund") ? "order" : "none",
      lead: open.includes("hand-over-lead") ? "hand-over" : "none",
    };
  };
};
