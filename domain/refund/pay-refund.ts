import { RefundAnswered, RefundHandedOver, RefundInstructed } from "../../events/refund.ts";
import type { InstructionResult } from "../custody/record-instruction-result.ts";
import type { BankId, InstructionId, TaskId } from "../shared/ids.ts";
import { invariant } from "../shared/invariant.ts";
import { nextState } from "../shared/lifecycle.ts";
import { ok, type Result } from "../shared/result.ts";
import type { EpochMs } from "../shared/time.ts";
import { executeHold, type HeldOrder } from "./hold-money.ts";
import {
  refundFacts,
  type RefundDecision,
  type RefundMoneyDecision,
  type RefundPayment,
  type RefundState,
} from "./refund.ts";
import { refuseRefund } from "./refusals.ts";
import { refundTransitions } from "./transitions.ts";

export interface InstructRefund {
  /** Used unless the last payment may have reached the bank: then its own id is sent again. */
  readonly instructionId: InstructionId;
  readonly bankId: BankId;
  readonly custodyAccountNo: string;
  /** To an account that the family has named, and not on the way of its payment. */
  readonly isToNamedAccount?: boolean;
}

export type InstructRefundRefusal =
  "refund.not-payable" | "refund.no-custody-money" | "refund.payment-unanswered";

/**
 * Tells the bank to pay, for the first time or again. A payment whose result is unknown keeps its id, under which
 * the bank acts once; only after a definite refusal is there another payment. No money moves: it is held already.
 */
export function decideInstructRefund(
  refund: RefundState,
  { instructionId, bankId, custodyAccountNo, isToNamedAccount = false }: InstructRefund,
  at: EpochMs,
): Result<RefundDecision, InstructRefundRefusal> {
  const { custodyFen, status: present, payment: last } = refund;
  const status = nextState(refundTransitions, present, "instruct");
  if (status === undefined) return refuseRefund("refund.not-payable", { status: present });
  if (refund.heldFen === 0 || custodyFen === 0)
    return refuseRefund("refund.no-custody-money", { custodyFen });
  const attempt = (last?.attempt ?? 0) + 1;
  const unanswered = last === undefined || hasFailed(refund, last.instructionId) ? undefined : last;
  // The bank may have paid under this id, to where it was told first.
  if (unanswered !== undefined && isToNamedAccount)
    return refuseRefund("refund.payment-unanswered", { instructionId: unanswered.instructionId });
  const payment: RefundPayment =
    unanswered === undefined
      ? {
          ...{ instructionId, attempt, bankId, custodyAccountNo, instructedAt: at },
          ...(isToNamedAccount ? { isToNamedAccount } : {}),
        }
      : { ...unanswered, attempt, instructedAt: at };
  const { taskId: _done, takenUpAt: _carried, ...rest } = refund;
  const instructed: RefundState = { ...rest, status, payment };
  return ok({
    refund: instructed,
    refundEvent: RefundInstructed.make({ ...refundFacts(instructed), ...payment }),
  });
}

const hasFailed = ({ failedPayments }: RefundState, instructionId: InstructionId): boolean =>
  failedPayments.some((failed) => failed.instructionId === instructionId);

/** The bank's first word on a payment is recorded; the same again finds it there. */
export type RefundReceipt =
  | { readonly outcome: "paid"; readonly decision: RefundMoneyDecision }
  | { readonly outcome: "failed"; readonly decision: RefundDecision }
  | { readonly outcome: "already" };

export type RefundResultRefusal =
  "refund.unknown-instruction" | "refund.result-wrong-amount" | "refund.result-contradicts";

/**
 * Posts the bank's answer. Every answer has an end: paid, once; not paid, and the money waits for another try;
 * the same answer again, also to an earlier try, changes nothing; another amount, or another word than before,
 * is refused and is a matter for a person (`handOverRefund`).
 */
export function decideRecordRefundResult(
  order: HeldOrder,
  refund: RefundState,
  instructionId: InstructionId,
  result: InstructionResult,
  at: EpochMs,
): Result<RefundReceipt, RefundResultRefusal> {
  const { refundId, payment, custodyFen } = refund;
  const isLast = payment?.instructionId === instructionId;
  if (!isLast && !hasFailed(refund, instructionId))
    return refuseRefund("refund.unknown-instruction", { instructionId, refundId });
  if (result.amountFen !== custodyFen)
    return refuseRefund("refund.result-wrong-amount", {
      instructionId,
      instructedFen: custodyFen,
      reportedFen: result.amountFen,
    });
  const recorded = recordedOf(refund, instructionId);
  if (recorded !== undefined)
    return recorded === wordOf(result)
      ? ok({ outcome: "already" })
      : refuseRefund("refund.result-contradicts", {
          instructionId,
          recorded,
          reported: wordOf(result),
        });
  return ok(record(order, refund, instructionId, result, at));
}

/** What the bank has said of a payment so far. */
function recordedOf(refund: RefundState, instructionId: InstructionId): string | undefined {
  if (hasFailed(refund, instructionId)) return "rejected";
  return refund.bankSerial === undefined ? undefined : `executed ${refund.bankSerial}`;
}

/** The bank's serial tells a repeated report from a second payment under the same instruction. */
const wordOf = (result: InstructionResult): string =>
  result.outcome === "executed" ? `executed ${result.bankSerial}` : "rejected";

function record(
  order: HeldOrder,
  refund: RefundState,
  instructionId: InstructionId,
  result: InstructionResult,
  at: EpochMs,
): RefundReceipt {
  const status = nextState(refundTransitions, refund.status, `report-${result.outcome}`);
  invariant(status, `a refund that is ${refund.status} awaits the bank's answer`);
  if (result.outcome === "rejected") {
    const { reasonCode } = result;
    const failedPayments = [...refund.failedPayments, { instructionId, reasonCode, failedAt: at }];
    const failed: RefundState = { ...refund, status, failedPayments };
    return {
      outcome: "failed",
      decision: { refund: failed, refundEvent: answered(failed, instructionId, { reasonCode }) },
    };
  }
  const { bankSerial } = result;
  const { taskId: _done, ...rest } = refund;
  const paid: RefundState = { ...rest, status, bankSerial, closedAt: at };
  const refundEvent = answered(paid, instructionId, { bankSerial });
  return { outcome: "paid", decision: { refund: paid, refundEvent, ...executeHold(order, paid) } };
}

const answered = (
  refund: RefundState,
  instructionId: InstructionId,
  answer: { readonly bankSerial: string } | { readonly reasonCode: string },
) => RefundAnswered.make({ ...refundFacts(refund), instructionId, ...answer });

/**
 * No rule can bring the payment about: the bank has failed too often, contradicts itself, paid another amount or
 * does not answer. A person has to look; a late answer of the bank still counts.
 */
export function handOverRefund(
  refund: RefundState,
  { taskId, reasonCode }: { readonly taskId: TaskId; readonly reasonCode: string },
): Result<RefundDecision, "refund.not-payable"> {
  const status = nextState(refundTransitions, refund.status, "hand-over");
  if (status === undefined) return refuseRefund("refund.not-payable", { status: refund.status });
  const handed: RefundState = { ...refund, status, taskId };
  return ok({
    refund: handed,
    refundEvent: RefundHandedOver.make({ ...refundFacts(handed), taskId, reasonCode }),
  });
}
