import { aggregates } from "../../adapters/aggregates.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { massRefundKind, tallyOf } from "../../adapters/repositories/mass-refund-items.ts";
import type { Table } from "../../adapters/table/table.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { endMassRefund } from "../../domain/institution/order-mass-refund.ts";
import { completeMassRefund } from "../../domain/refund/mass-refund-state.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { alertNoteChanges } from "../alert/note-on-alert.ts";
import type { RequestContext } from "../kit/context.ts";

/** Ends a mass refund once every family is through; before that, and after, it does nothing. */
export const massRefundCloser = (table: Table) => {
  const massRefunds = aggregates(table, massRefundKind);
  const institutions = aggregates(table, institutionKind);

  return async (massRefundId: string, context: RequestContext): Promise<boolean> => {
    const [found, { settledCount }] = await Promise.all([
      massRefunds.find(massRefundId),
      tallyOf(table, massRefundId),
    ]);
    invariant(found, `${massRefundId} is a mass refund`);
    const closed = completeMassRefund(found.state, settledCount, context.now);
    if (closed === undefined) return false;
    const frozen = await institutions.find(found.state.institutionId);
    invariant(frozen, `${massRefundId} is about an institution`);
    // Another call has ended it since it was read.
    if (frozen.state.massRefundId !== massRefundId) return false;
    const ended = endMassRefund(frozen.state, found.state);
    await commitCommand(
      table,
      context,
      [
        ...massRefunds.change(found, closed.massRefund, closed.event, context),
        ...institutions.change(frozen, ended.institution, ended.event, context),
        ...(await alertNoteChanges(table, context, ended.noted)),
      ],
      {},
    );
    return true;
  };
};
