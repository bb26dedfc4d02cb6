import { ComplaintAnswered } from "../../events/complaint.ts";
import type { Fen } from "../shared/money.ts";
import type { RefundOrder } from "../shared/refund-order.ts";
import { ok, type Result } from "../shared/result.ts";
import type { EpochMs } from "../shared/time.ts";
import { type Clocks, running } from "./clocks.ts";
import { type ComplaintDecision, type ComplaintState, namesOf } from "./complaint.ts";
import { type ComplaintRefusal, refuseComplaint } from "./refusals.ts";
import { step } from "./turn.ts";

/** What a refund is measured by. */
export interface OrderedAmount {
  readonly priceFen: Fen;
  readonly lessonCount: number;
}

/**
 * The institution answers, once and in time; it may offer money back. The family's own time begins with the
 * notice that is recorded with this. To an anonymous complaint it offers none: its number of lessons, or what
 * was paid, would say whose order it is.
 * @param order the order that the complaint is about
 */
export function decideAnswer(
  complaint: ComplaintState,
  order: OrderedAmount | undefined,
  refund: RefundOrder | undefined,
  clocks: Clocks,
  at: EpochMs,
): Result<ComplaintDecision, ComplaintRefusal> {
  const next = step(complaint, "answer", at);
  if (!next.ok) return next;
  const fits = checkRefund(complaint.isAnonymousToInstitution ? undefined : order, refund);
  if (!fits.ok) return fits;
  const deadline = clocks.start("family", at);
  return ok({
    complaint: {
      ...running(complaint, deadline),
      status: next.value,
      resolution: { tier: "institution", finding: "offered", refund },
    },
    event: ComplaintAnswered.make({ ...namesOf(complaint), refund, dueOn: deadline.lastDay }),
  });
}

/** A refund is of an order, of lessons that it has, and of no more than was paid for it. */
export function checkRefund(
  order: OrderedAmount | undefined,
  refund: RefundOrder | undefined,
): Result<undefined, ComplaintRefusal> {
  if (refund === undefined) return ok(undefined);
  if (order === undefined) return refuseComplaint("complaint.refund-without-order", {});
  const { priceFen, lessonCount } = order;
  if ("amountFen" in refund)
    return refund.amountFen > priceFen
      ? refuseComplaint("complaint.refund-too-high", { amountFen: refund.amountFen, priceFen })
      : ok(undefined);
  const missing = refund.lessons.find((lessonNumber) => lessonNumber > lessonCount);
  return missing === undefined
    ? ok(undefined)
    : refuseComplaint("complaint.no-such-lesson", { lessonNumber: missing, lessonCount });
}
