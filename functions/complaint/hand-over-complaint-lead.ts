import { handOverLead } from "../../domain/complaint/outcome.ts";
import type { Kit } from "../kit/deps.ts";
import type { WorkflowStep } from "../kit/workflow-step.ts";
import { commitStep } from "./step.ts";
import { complaintOf, type OfComplaint } from "./workflow-input.ts";

/** Does so once, by what the complaint itself remembers. */
export const handOverComplaintLead =
  (kit: Pick<Kit, "table">): WorkflowStep<OfComplaint> =>
  async ({ complaintId }, context) => {
    const found = await complaintOf(kit.table, complaintId);
    const decided = handOverLead(found.state);
    if (decided === undefined) return { outcome: "done-before" };
    await commitStep(kit, context, found, decided);
    return { outcome: "handed-over" };
  };
