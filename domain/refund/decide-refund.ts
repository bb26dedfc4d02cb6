import { RefundDecided } from "../../events/refund.ts";
import { hasExpired } from "../shared/deadline.ts";
import type { MemberId } from "../shared/ids.ts";
import { nextState } from "../shared/lifecycle.ts";
import { ok, type Result } from "../shared/result.ts";
import { toRfc3339, type EpochMs } from "../shared/time.ts";
import { cancelHold, type HeldOrder } from "./hold-money.ts";
import {
  refundFacts,
  type RefundDecision,
  type RefundMoneyDecision,
  type RefundState,
} from "./refund.ts";
import { refuseRefund } from "./refusals.ts";
import { refundTransitions } from "./transitions.ts";
import type { RefundStatus } from "../shared/refund-words.ts";

/** The institution's answer; a refusal says why, as a code. */
export type RefundAnswer =
  { readonly agree: true } | { readonly agree: false; readonly reasonCode: string };

/** The institution agrees, or refuses and the authority will decide. */
export function decideRefund(
  refund: RefundState,
  answer: RefundAnswer,
  at: EpochMs,
): Result<RefundDecision, "refund.not-awaiting-answer" | "refund.answer-too-late"> {
  const action = answer.agree ? "agree" : "reject";
  const status = nextState(refundTransitions, refund.status, action);
  if (status === undefined)
    return refuseRefund("refund.not-awaiting-answer", { status: refund.status });
  const { deadline } = refund;
  if (deadline !== undefined && hasExpired(deadline, at))
    return refuseRefund("refund.answer-too-late", { dueAt: toRfc3339(deadline.dueAt) });
  const said = answer.agree ? {} : { rejectionCode: answer.reasonCode };
  return ok(decided({ ...withoutClock(refund), ...said, status, decidedAt: at }));
}

/**
 * The institution was told and has been silent for the legal time: it has agreed.
 * @source the platform's notices to families (各地家长端使用公告, 2023): 5 working days
 */
export function decideDeemRefund(
  refund: RefundState,
  at: EpochMs,
): Result<RefundDecision, "refund.not-awaiting-answer" | "refund.silence-not-over"> {
  const { deadline } = refund;
  const status = nextState(refundTransitions, refund.status, "deem");
  if (status === undefined)
    return refuseRefund("refund.not-awaiting-answer", { status: refund.status });
  if (deadline === undefined || !hasExpired(deadline, at))
    return refuseRefund("refund.silence-not-over", {
      dueAt: deadline === undefined ? "-" : toRfc3339(deadline.dueAt),
    });
  return ok(decided({ ...withoutClock(refund), status, decidedAt: at }));
}

/** The family takes its request back; its lessons go on as before. */
export function decideWithdrawRefund(
  order: HeldOrder,
  refund: RefundState,
  at: EpochMs,
): Result<RefundMoneyDecision, "refund.not-withdrawable"> {
  const status = nextState(refundTransitions, refund.status, "withdraw");
  if (status === undefined)
    return refuseRefund("refund.not-withdrawable", { status: refund.status });
  return ok(cancelled(order, refund, status, at));
}

/** The authority orders the refund that the institution refuses. */
export function decideOrderRefund(
  refund: RefundState,
  officerId: MemberId,
  at: EpochMs,
): Result<RefundDecision, "refund.not-rejected"> {
  const status = nextState(refundTransitions, refund.status, "order");
  if (status === undefined) return refuseRefund("refund.not-rejected", { status: refund.status });
  return ok(decided({ ...refund, status, arbitratedBy: officerId, decidedAt: at }));
}

/** The authority finds for the institution: the lessons go on as before. */
export function decideDismissRefund(
  order: HeldOrder,
  refund: RefundState,
  officerId: MemberId,
  at: EpochMs,
): Result<RefundMoneyDecision, "refund.not-rejected"> {
  const status = nextState(refundTransitions, refund.status, "dismiss");
  if (status === undefined) return refuseRefund("refund.not-rejected", { status: refund.status });
  return ok(cancelled(order, { ...refund, arbitratedBy: officerId }, status, at));
}

const decided = (refund: RefundState): RefundDecision => ({
  refund,
  refundEvent: RefundDecided.make(refundFacts(refund)),
});

/** With the refund ends what the institution would have owed for it. */
function cancelled(
  order: HeldOrder,
  refund: RefundState,
  status: RefundStatus,
  at: EpochMs,
): RefundMoneyDecision {
  const { debt: _void, ...rest } = withoutClock(refund);
  const closed: RefundState = { ...rest, status, closedAt: at };
  return { ...decided(closed), ...cancelHold(order, closed) };
}

/** The institution's time to answer has ended, one way or another. */
function withoutClock({
  deadline: _over,
  remindedAt: _within,
  ...refund
}: RefundState): RefundState {
  return refund;
}
