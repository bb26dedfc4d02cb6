import { endOfDay } from "../shared/deadline.ts";
import { ok, type Result } from "../shared/result.ts";
import { addDays, shanghaiDate, toRfc3339, type EpochMs } from "../shared/time.ts";
import type { RefundableOrder, RefundCase } from "./refund-case.ts";
import { refuseRefund } from "./refusals.ts";
import type { RefundGround } from "../shared/refund-words.ts";

export type GroundRefusal =
  | "refund.already-begun"
  | "refund.window-over"
  | "refund.cooling-off-over"
  | "refund.same-service-before"
  | "refund.terminated-on-impossible";

/** Whether the first session is still to come; a trial lesson taken before it is deducted at the contract's price. */
export const isBeforeStart = ({ startsAt }: RefundableOrder, at: EpochMs): boolean => at < startsAt;

const isInWindow = ({ fullRefundUntil }: RefundableOrder, at: EpochMs): boolean =>
  fullRefundUntil !== undefined && at < fullRefundUntil;

function bestForConsumer(order: RefundableOrder, at: EpochMs): RefundGround {
  if (isBeforeStart(order, at)) return "before-start";
  return isInWindow(order, at) ? "contract-window" : "consumer";
}

/**
 * The ground that the facts bear out. Who gives no reason before the start has all of it back: terms that are
 * better for the consumer win. The cooling-off has to be asked for, since the family states something with it.
 * @source 法释〔2025〕4号 art. 14 (2025-05-01): seven days from payment, its day not counted (Civil Code 201)
 */
export function checkGround(refund: RefundCase, at: EpochMs): Result<RefundGround, GroundRefusal> {
  const { order, ask, rules } = refund;
  const { ground, terminatedOn } = ask;
  const today = shanghaiDate(at);
  const paidOn = shanghaiDate(order.paidAt);
  if (terminatedOn !== undefined && (terminatedOn < paidOn || terminatedOn > today))
    return refuseRefund("refund.terminated-on-impossible", { terminatedOn, paidOn, today });
  if (ground === "consumer") return ok(bestForConsumer(order, at));
  if (ground === "contract-window" && !isInWindow(order, at))
    return refuseRefund("refund.window-over", {
      endedAt: order.fullRefundUntil === undefined ? "-" : toRfc3339(order.fullRefundUntil),
    });
  if (ground === "before-start" && !isBeforeStart(order, at))
    return refuseRefund("refund.already-begun", { startsAt: toRfc3339(order.startsAt) });
  if (ground === "cooling-off") {
    const days = rules.coolingOffDays;
    const endsAt = endOfDay(addDays(shanghaiDate(order.paidAt), days));
    if (at >= endsAt)
      return refuseRefund("refund.cooling-off-over", { days, endedAt: toRfc3339(endsAt) });
    if (ask.hadSameService === true) return refuseRefund("refund.same-service-before", { days });
  }
  return ok(ground);
}
