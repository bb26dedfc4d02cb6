import * as z from "zod";
import { aggregates } from "../../adapters/aggregates.ts";
import { linesOf, massRefundKind } from "../../adapters/repositories/mass-refund-items.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { EnrolmentId, MassRefundId } from "../../domain/shared/ids.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { MassRefundPlanned } from "../../events/mass-refund.ts";
import type { DueKit } from "../deadline/queue-items.ts";
import type { ReactionTo } from "../kit/event.ts";
import { massRefundCloser } from "./close-mass-refund.ts";

/** Families of one mass refund whose refunds are to be opened. */
export const FamiliesToPay = z.object({
  massRefundId: MassRefundId,
  enrolmentIds: z.array(EnrolmentId),
});

/** So many families one message is about. */
const FAMILIES_A_MESSAGE = 10;

/** The shares are fixed: every family is queued to be paid. Queued twice, it is paid once. */
export const queueShares = ({ table, queue }: DueKit): ReactionTo<typeof MassRefundPlanned> => {
  const massRefunds = aggregates(table, massRefundKind);
  const close = massRefundCloser(table);

  return async ({ data: { massRefundId } }, context) => {
    const found = await massRefunds.find(massRefundId);
    const plan = found?.state.plan;
    invariant(plan, `${massRefundId} has its plan`);
    let after: Readonly<Record<string, string>> | undefined;
    do {
      const page = { limit: FAMILIES_A_MESSAGE, after };
      const { lines, next } = await linesOf(table, massRefundId, plan.planId, page);
      const enrolmentIds = lines.map(({ enrolmentId }) => enrolmentId);
      if (enrolmentIds.length > 0) await queue.send([{ massRefundId, enrolmentIds }]);
      after = next;
    } while (after !== undefined);
    // Where nobody claims anything it is over at once.
    const { idempotency: _ofTheEnd, ...within } = context;
    await close(massRefundId, within);
    await commitCommand(table, context, [], {});
  };
};
