import { aggregates } from "../../adapters/aggregates.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import type { Table } from "../../adapters/table/table.ts";
import type { OrderedAmount } from "../../domain/complaint/answer.ts";
import type { ComplaintState } from "../../domain/complaint/complaint.ts";
import { invariant } from "../../domain/shared/invariant.ts";

/** What the order of a complaint is worth, where it names one. */
export async function orderOf(
  table: Table,
  { complaintId, enrolmentId }: ComplaintState,
): Promise<OrderedAmount | undefined> {
  if (enrolmentId === undefined) return undefined;
  const found = await aggregates(table, enrolmentKind).find(enrolmentId);
  invariant(found, `${complaintId} is about an order that exists`);
  return found.state;
}
