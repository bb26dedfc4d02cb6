import { newRefundChanges } from "../../adapters/repositories/refund-items.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { decideOpenOrderedRefund } from "../../domain/refund/order-refund.ts";
import { ID_PREFIXES, RefundId } from "../../domain/shared/ids.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { RefundOrdered } from "../../events/complaint.ts";
import type { Kit } from "../kit/deps.ts";
import type { ReactionTo } from "../kit/event.ts";
import { findOrder } from "./find-order.ts";
import { refundNotices } from "./notices.ts";
import { refundBasis } from "./refund-basis.ts";
import { orderChanges } from "./step.ts";

/** Money that the end of a complaint orders back is held at once; nobody is asked any more. */
export const openOrderedRefund = (kit: Kit): ReactionTo<typeof RefundOrdered> => {
  const { table } = kit;
  const basisOf = refundBasis(kit);

  return async ({ data: { enrolmentId, refund: wanted } }, context) => {
    const found = await findOrder(table, enrolmentId);
    invariant(found, `${enrolmentId} is an order that a complaint was about`);
    const refundId = RefundId.parse(context.newId(ID_PREFIXES.RefundId));
    const basis = await basisOf(found.enrolment.state, context.now);
    const decided = decideOpenOrderedRefund(found.order, basis, { refundId, wanted }, context.now);
    // All of it was given back already, by a refund that the family had asked for meanwhile.
    const changes = decided.ok
      ? [
          ...newRefundChanges(table, decided.value.refund, decided.value.refundEvent, context),
          ...orderChanges(table, context, found, decided.value),
          ...refundNotices(context, decided.value),
        ]
      : [];
    await commitCommand(table, context, changes, decided.ok ? { refundId } : {});
  };
};
