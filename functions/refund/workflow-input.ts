import * as z from "zod";
import { findRefund, type StoredRefund } from "../../adapters/repositories/refund-items.ts";
import type { Table } from "../../adapters/table/table.ts";
import { RefundStep } from "../../domain/refund/next-step.ts";
import { RefundId } from "../../domain/shared/ids.ts";
import { invariant } from "../../domain/shared/invariant.ts";

/** What each step of a refund's workflow is told. */
export const OfRefund = z.object({ execution: z.string(), refundId: RefundId });

/** The same for a step that waits, until its token is answered. */
export const WaitingStep = OfRefund.extend({ step: RefundStep, token: z.string() });

/** The refund of a workflow, which exists as long as the workflow does. */
export async function refundOf(table: Table, refundId: string): Promise<StoredRefund> {
  const found = await findRefund(table, refundId);
  invariant(found, `${refundId} has a workflow and exists`);
  return found;
}
