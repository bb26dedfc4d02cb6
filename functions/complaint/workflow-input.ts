import * as z from "zod";
import { aggregates, type Stored } from "../../adapters/aggregates.ts";
import { complaintKind } from "../../adapters/repositories/complaint-items.ts";
import type { Table } from "../../adapters/table/table.ts";
import type { ComplaintState } from "../../domain/complaint/complaint.ts";
import { ComplaintStatus } from "../../domain/complaint/transitions.ts";
import { ComplaintId } from "../../domain/shared/ids.ts";
import { invariant } from "../../domain/shared/invariant.ts";

/** What each step of a complaint's workflow is told; the attempt is 2 once the complaint was reopened. */
export const OfComplaint = z.object({
  execution: z.string(),
  complaintId: ComplaintId,
  attempt: z.int().min(1),
});
export type OfComplaint = z.infer<typeof OfComplaint>;

/** The same for a step that waits in a state, until its token is answered. */
export const WaitingStep = OfComplaint.extend({ status: ComplaintStatus, token: z.string() });

/** The complaint of a workflow, which exists as long as the workflow does. */
export async function complaintOf(
  table: Table,
  complaintId: string,
): Promise<Stored<ComplaintState>> {
  const found = await aggregates(table, complaintKind).find(complaintId);
  invariant(found, `${complaintId} has a workflow and exists`);
  return found;
}

/** Where a complaint stands for one attempt: a former attempt is over, whatever became of the complaint. */
export const statusIn = (complaint: ComplaintState, attempt: number): ComplaintStatus =>
  complaint.attempt > attempt ? "concluded" : complaint.status;
