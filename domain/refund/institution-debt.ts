import { RefundDebtChanged } from "../../events/refund.ts";
import { nextState } from "../shared/lifecycle.ts";
import { ZERO_FEN } from "../shared/money.ts";
import { ok, type Result } from "../shared/result.ts";
import { toRfc3339, type EpochMs } from "../shared/time.ts";
import type { Due } from "../shared/deadline.ts";
import { executeHold, type HeldOrder, settleShort } from "./hold-money.ts";
import {
  refundFacts,
  type RefundDebt,
  type RefundDecision,
  type RefundMoneyDecision,
  type RefundState,
} from "./refund.ts";
import { refuseRefund } from "./refusals.ts";
import { refundTransitions } from "./transitions.ts";
import type { RefundStatus } from "../shared/refund-words.ts";

/** The statuses in which it is settled that the family gets its money, so that the institution's part is due. */
const stands: ReadonlySet<RefundStatus> = new Set([
  "agreed",
  "deemed",
  "ordered",
  "instructed",
  "bank-failed",
  "with-person",
  "owed",
  "overdue",
  "paid",
]);

/** When the platform next looks at what an institution owes of its own; the refund itself may be paid already. */
export const dueOfDebt = ({ debt, status }: RefundState): Due | undefined =>
  debt?.status === "owed" && stands.has(status)
    ? { at: debt.payBy, provisional: false }
    : undefined;

/** Nothing comes out of custody: the institution is to pay the family itself, and the platform watches. */
export function decideAwaitInstitution(
  refund: RefundState,
): Result<RefundDecision, "refund.not-payable"> {
  const awaiting = nextState(refundTransitions, refund.status, "await-institution");
  const { debt } = refund;
  if (awaiting === undefined || debt === undefined || !isAllOwed(refund))
    return refuseRefund("refund.not-payable", { status: refund.status });
  const late = nextState(refundTransitions, awaiting, "pass-deadline");
  const status = debt.status === "overdue" && late !== undefined ? late : awaiting;
  return ok(changed({ ...refund, status }, debt));
}

/** Whether nothing of a refund comes out of custody. */
const isAllOwed = ({ heldFen, shortFen = ZERO_FEN }: RefundState): boolean => heldFen <= shortFen;

/** The institution has not paid in time: the authority is told. */
export function decideDebtOverdue(
  refund: RefundState,
  at: EpochMs,
): Result<RefundDecision, "refund.nothing-owed" | "refund.debt-not-due"> {
  const { refundId, debt } = refund;
  if (debt?.status !== "owed" || !stands.has(refund.status))
    return refuseRefund("refund.nothing-owed", { refundId });
  if (at < debt.payBy) return refuseRefund("refund.debt-not-due", { payBy: toRfc3339(debt.payBy) });
  const status = nextState(refundTransitions, refund.status, "pass-deadline") ?? refund.status;
  return ok(changed({ ...refund, status }, { ...debt, status: "overdue" }));
}

/**
 * The family has what the institution owed it, late or in time. Where that was all of the refund, the refund is
 * paid and its lessons are returned.
 */
export function decideSettleDebt(
  order: HeldOrder,
  refund: RefundState,
  at: EpochMs,
): Result<RefundDecision | RefundMoneyDecision, "refund.nothing-owed"> {
  const { refundId, debt } = refund;
  if (debt === undefined || debt.status === "settled" || !stands.has(refund.status))
    return refuseRefund("refund.nothing-owed", { refundId });
  const settled: RefundDebt = { ...debt, status: "settled", settledAt: at };
  const status = nextState(refundTransitions, refund.status, "settle-debt");
  if (status === undefined || !isAllOwed(refund)) {
    const changedDebt = changed(refund, settled);
    return refund.status === "paid" && refund.shortFen !== undefined
      ? ok({ ...changedDebt, ...settleShort(order, changedDebt.refund) })
      : ok(changedDebt);
  }
  const paid = changed({ ...refund, status, closedAt: at }, settled);
  return ok({ ...paid, ...executeHold(order, paid.refund) });
}

function changed(refund: RefundState, debt: RefundDebt): RefundDecision {
  const next: RefundState = { ...refund, debt };
  const { amountFen, payBy } = debt;
  return {
    refund: next,
    refundEvent: RefundDebtChanged.make({
      ...refundFacts(next),
      debtStatus: debt.status,
      amountFen,
      payBy: toRfc3339(payBy),
    }),
  };
}
