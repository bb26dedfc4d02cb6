import type * as z from "zod";
import { aggregates } from "../../adapters/aggregates.ts";
import { noticeChanges } from "../../adapters/notices/record-notice.ts";
import {
  type FamilyLine,
  findLine,
  lineChange,
  massRefundKind,
  tallyChange,
} from "../../adapters/repositories/mass-refund-items.ts";
import { newRefundChanges } from "../../adapters/repositories/refund-items.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { openShare } from "../../domain/refund/open-share.ts";
import type { RefundState } from "../../domain/refund/refund.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { ZERO_FEN } from "../../domain/shared/money.ts";
import { refundIdFor } from "../custody/instruction-id.ts";
import type { RequestContext } from "../kit/context.ts";
import type { Kit } from "../kit/deps.ts";
import { inParallel } from "../kit/in-parallel.ts";
import type { MessageTask } from "../kit/queue.ts";
import { againWhenStale } from "../kit/again-when-stale.ts";
import { massRefundCloser } from "./close-mass-refund.ts";
import { findOrder, type FoundOrder } from "./find-order.ts";
import type { FamiliesToPay } from "./queue-shares.ts";
import { refundBasis } from "./refund-basis.ts";
import { orderChanges } from "./step.ts";

const FAMILIES_AT_ONCE = 5;

/**
 * Opens families' refunds within a mass refund; from there on each goes the way of every refund: instruction,
 * bank, result, retries. One transaction a family, which holds its lessons, takes its line on and tells it. The
 * line says how far it is: a message that comes again, or breaks off half-way, opens nobody's refund twice.
 */
export const openShares = (kit: Kit): MessageTask<z.output<typeof FamiliesToPay>> => {
  const { table } = kit;
  const massRefunds = aggregates(table, massRefundKind);
  const basisOf = refundBasis(kit);
  const close = massRefundCloser(table);

  async function open(
    massRefundId: RefundState["massRefundId"] & string,
    planId: string,
    enrolmentId: string,
    context: RequestContext,
  ): Promise<boolean> {
    const [line, found] = await Promise.all([
      findLine(table, massRefundId, planId, enrolmentId),
      findOrder(table, enrolmentId),
    ]);
    invariant(line && found, `${enrolmentId} has a share of ${massRefundId}`);
    if (line.status !== "planned") return false;
    const { rules } = await basisOf(found.order.enrolment, context.now);
    const refundId = refundIdFor(massRefundId, enrolmentId);
    const payDays = rules.payDaysAfterStart;
    const command = { refundId, massRefundId, share: line, payDays };
    const opened = openShare(found.order, command, context.now);
    const goesTo = (next: FamilyLine) => lineChange(massRefundId, planId, line, next);
    if (opened === undefined) {
      const gone: FamilyLine = { ...line, status: "settled" };
      await commitCommand(
        table,
        context,
        [goesTo(gone), tallyChange(massRefundId, enrolmentId, { settledCount: 1 })],
        {},
      );
      return true;
    }
    const { refund, refundEvent } = opened;
    const hasShare = refund.custodyFen > 0;
    const next: FamilyLine = { ...line, refundId, status: hasShare ? "opened" : "settled" };
    await commitCommand(
      table,
      context,
      [
        ...newRefundChanges(table, refund, refundEvent, context),
        ...orderChanges(table, context, found, opened),
        goesTo(next),
        tallyChange(massRefundId, enrolmentId, { openedCount: 1, settledCount: hasShare ? 0 : 1 }),
        ...shareNotice(context, refund, found),
      ],
      {},
    );
    return true;
  }

  return async ({ massRefundId, enrolmentIds }, context) => {
    const found = await massRefunds.find(massRefundId);
    const plan = found?.state.plan;
    invariant(plan, `${massRefundId} has its plan`);
    const done = await inParallel(enrolmentIds, FAMILIES_AT_ONCE, (enrolmentId) =>
      againWhenStale(() => open(massRefundId, plan.planId, enrolmentId, context)),
    );
    await close(massRefundId, context);
    return `opened ${done.filter(Boolean).length}`;
  };
};

/** The family is told what it gets, and what it does not. */
const shareNotice = (context: RequestContext, refund: RefundState, { enrolment }: FoundOrder) =>
  noticeChanges(context, {
    recipient: { kind: "member", memberId: refund.guardianId },
    template: "mass-refund-share",
    facts: {
      refundId: refund.refundId,
      amountFen: refund.custodyFen,
      shortFen: refund.shortFen ?? ZERO_FEN,
    },
    about: { enrolmentId: enrolment.state.enrolmentId },
  });
