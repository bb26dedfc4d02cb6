import type { DomainEvent } from "../../events/define.ts";
import { ReturnAnswered, ReturnInstructed } from "../../events/settlement.ts";
import type { ReturnId } from "../shared/ids.ts";
import { invariant } from "../shared/invariant.ts";
import type { Fen } from "../shared/money.ts";
import { ok, type Result } from "../shared/result.ts";
import { toRfc3339, type EpochMs } from "../shared/time.ts";
import type { SuspendedPayIn } from "./pay-in.ts";
import { refuseCustody } from "./refusals.ts";

export interface ReturnDecision {
  readonly payIn: SuspendedPayIn;
  readonly event: DomainEvent;
}

/** What the bank reports of a return; on every delivery the same. */
export type ReturnResult =
  | {
      readonly outcome: "executed";
      readonly amountFen: Fen;
      readonly returnSerial: string;
      readonly executedAt: EpochMs;
    }
  | { readonly outcome: "rejected"; readonly amountFen: Fen; readonly reasonCode: string };

/**
 * Sets money that fits no order on its way back to the account that it came from. It goes whole, and only
 * while it is held: money that is on its way or gone is not sent a second time.
 */
export function decideReturnPayIn(
  payIn: SuspendedPayIn,
  returnId: ReturnId,
  at: EpochMs,
): Result<ReturnDecision, "custody.pay-in-not-held"> {
  const { bankSerial, status } = payIn;
  if (status !== "held") return refuseCustody("custody.pay-in-not-held", { bankSerial, status });
  const { refusedCode: _former, ...held } = payIn;
  const formerReturns = refusedReturnsOf(payIn);
  return ok({
    payIn: { ...held, status: "returning", returnId, returnInstructedAt: at, formerReturns },
    event: ReturnInstructed.make({ ...payIn, returnId }),
  });
}

function refusedReturnsOf(payIn: SuspendedPayIn): SuspendedPayIn["formerReturns"] {
  const { returnId, refusedCode, answeredAt, formerReturns } = payIn;
  if (returnId === undefined || refusedCode === undefined || answeredAt === undefined)
    return formerReturns;
  return [...(formerReturns ?? []), { returnId, refusedCode, answeredAt }];
}

/** The pay-in as a return knows it: as it is, or as it was held when the bank had refused an earlier one. */
export function payInOfReturn(payIn: SuspendedPayIn, returnId: string): SuspendedPayIn | undefined {
  if (payIn.returnId === returnId) return payIn;
  const former = payIn.formerReturns?.find((refused) => refused.returnId === returnId);
  return former && { ...payIn, ...former, status: "held" };
}

export type ReturnReceipt =
  | { readonly outcome: "recorded"; readonly decision: ReturnDecision }
  | { readonly outcome: "already" };

/**
 * Posts the bank's answer to a return: the money has gone back, or it is held as before and a person has to
 * look. An answer that contradicts an earlier one changes nothing.
 */
export function decideRecordReturnResult(
  payIn: SuspendedPayIn,
  result: ReturnResult,
  at: EpochMs,
): Result<ReturnReceipt, "custody.return-wrong-amount" | "custody.return-contradicts"> {
  const { returnId, bankSerial, amountFen, status } = payIn;
  invariant(returnId, `${bankSerial} was to go back`);
  if (result.amountFen !== amountFen)
    return refuseCustody("custody.return-wrong-amount", {
      returnId,
      heldFen: amountFen,
      reportedFen: result.amountFen,
    });
  if (status === "returning")
    return ok({ outcome: "recorded", decision: post(payIn, returnId, result, at) });
  if (isSameAnswer(payIn, result)) return ok({ outcome: "already" });
  return refuseCustody("custody.return-contradicts", {
    returnId,
    recorded: status === "returned" ? `executed ${payIn.returnSerial ?? ""}` : "rejected",
    reported: result.outcome === "executed" ? `executed ${result.returnSerial}` : "rejected",
  });
}

const isSameAnswer = (payIn: SuspendedPayIn, result: ReturnResult): boolean =>
  result.outcome === "executed"
    ? payIn.status === "returned" && payIn.returnSerial === result.returnSerial
    : payIn.status !== "returned" && payIn.refusedCode !== undefined;

function post(
  payIn: SuspendedPayIn,
  returnId: ReturnId,
  result: ReturnResult,
  at: EpochMs,
): ReturnDecision {
  const facts = { ...payIn, returnId, outcome: result.outcome };
  if (result.outcome === "rejected") {
    const { reasonCode } = result;
    return {
      // What the bank has meanwhile reversed is not there to be held.
      payIn: {
        ...payIn,
        status: payIn.reversal ? "reversed" : "held",
        refusedCode: reasonCode,
        answeredAt: at,
      },
      event: ReturnAnswered.make({ ...facts, reasonCode }),
    };
  }
  const { returnSerial, executedAt } = result;
  return {
    payIn: { ...payIn, status: "returned", returnSerial, answeredAt: at },
    event: ReturnAnswered.make({ ...facts, returnSerial, executedAt: toRfc3339(executedAt) }),
  };
}
