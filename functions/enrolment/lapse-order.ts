import { aggregates } from "../../adapters/aggregates.ts";
import { noticeChanges } from "../../adapters/notices/record-notice.ts";
import { freeSeatChange } from "../../adapters/repositories/class-items.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { findOrderGuard, orderGuardChange } from "../../adapters/repositories/order-guard-items.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { guardianOf } from "../../domain/enrolment/enrolment.ts";
import { decideLapseOrder } from "../../domain/enrolment/lapse-order.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { RequestContext } from "../kit/context.ts";
import type { Kit } from "../kit/deps.ts";

/** Ends an order that nobody paid in time: seat, guard, order and notice in one commit. */
export const lapseOrder = ({ table }: Kit) => {
  const enrolments = aggregates(table, enrolmentKind);

  return async (enrolmentId: string, context: RequestContext): Promise<string> => {
    const due = await enrolments.find(enrolmentId);
    invariant(due, `${enrolmentId} is due and exists`);
    const stored = await findOrderGuard(table, due.state);
    // Read again after the guard: an order that a parallel message has just ended has left the guard too.
    const found = await enrolments.find(enrolmentId);
    invariant(found, `${enrolmentId} exists`);
    const { classId } = found.state;
    const decided = decideLapseOrder(found.state, stored.guard, context.now);
    if (!decided.ok) return decided.refusal.code;
    const { enrolment, guard, event } = decided.value;
    const notice = noticeChanges(context, {
      recipient: { kind: "member", memberId: guardianOf(found.state) },
      template: "order-lapsed",
      facts: {},
      about: { enrolmentId: enrolment.enrolmentId },
    });
    await commitCommand(
      table,
      context,
      [
        ...enrolments.change(found, enrolment, event, context),
        orderGuardChange(stored, guard),
        freeSeatChange(classId),
        ...notice,
      ],
      {},
    );
    return "lapsed";
  };
};
