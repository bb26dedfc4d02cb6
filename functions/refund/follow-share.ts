import { aggregates } from "../../adapters/aggregates.ts";
import {
  findLine,
  lineChange,
  massRefundKind,
  tallyChange,
} from "../../adapters/repositories/mass-refund-items.ts";
import { refundKind } from "../../adapters/repositories/refund-items.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import type { EnrolmentId, RefundId } from "../../domain/shared/ids.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { ZERO_FEN } from "../../domain/shared/money.ts";
import type { Kit } from "../kit/deps.ts";
import type { Reaction } from "../kit/event.ts";
import { massRefundCloser } from "./close-mass-refund.ts";

/**
 * A refund has come to its end: paid, or withdrawn by its family. Where it is a part of a mass refund, the family's
 * line is through, once, and the last one ends the mass refund.
 */
export const followShare = ({
  table,
}: Kit): Reaction<{ readonly refundId: RefundId; readonly enrolmentId: EnrolmentId }> => {
  const refunds = aggregates(table, refundKind);
  const massRefunds = aggregates(table, massRefundKind);
  const close = massRefundCloser(table);

  return async ({ data: { refundId, enrolmentId } }, context) => {
    const refund = (await refunds.find(refundId))?.state;
    const massRefundId = refund?.massRefundId;
    if (refund === undefined || massRefundId === undefined) return;
    const massRefund = await massRefunds.find(massRefundId);
    const plan = massRefund?.state.plan;
    invariant(plan, `${refundId} is a part of a plan`);
    const line = await findLine(table, massRefundId, plan.planId, enrolmentId);
    invariant(line, `${enrolmentId} has a share of ${massRefundId}`);
    const { idempotency: _lineKnows, ...within } = context;
    if (line.status === "opened") {
      const paidFen = refund.status === "paid" ? refund.custodyFen : ZERO_FEN;
      await commitCommand(
        table,
        within,
        [
          lineChange(massRefundId, plan.planId, line, { ...line, status: "settled" }),
          tallyChange(massRefundId, enrolmentId, { settledCount: 1, paidFen }),
        ],
        {},
      );
    }
    await close(massRefundId, within);
  };
};
