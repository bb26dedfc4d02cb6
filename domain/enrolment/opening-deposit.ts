import * as z from "zod";
import type { DomainEvent } from "../../events/define.ts";
import {
  OpeningDeposited,
  OpeningDepositPosted,
  OpeningDepositReceived,
  OpeningDepositRequested,
} from "../../events/opening.ts";
import { applyDecidedMoves } from "../custody/apply-moves.ts";
import type { PayIn, SuspenseRefusal } from "../custody/pay-in.ts";
import { refuseCustody } from "../custody/refusals.ts";
import type { BoundAccount } from "../institution/institution.ts";
import { Deadline } from "../shared/deadline.ts";
import { BankId, EnrolmentId, InstitutionId, JobId, UnitId } from "../shared/ids.ts";
import { invariant } from "../shared/invariant.ts";
import { nextState } from "../shared/lifecycle.ts";
import { Fen, sumFen } from "../shared/money.ts";
import type { MoneyMove } from "../shared/money-move.ts";
import { ok, type Result } from "../shared/result.ts";
import { EpochMs, toRfc3339 } from "../shared/time.ts";
import type { EnrolmentDecision, EnrolmentState } from "./enrolment.ts";
import { enrolmentTransitions } from "./transitions.ts";

export const OpeningDepositStatus = z.enum([
  /** The list is read; the institution is to pay its total into custody. 待转入 */
  "awaited",
  /** The total is in custody; the enrolments get their parts. 入账中 */
  "received",
  /** Every enrolment has its part. 已入账 */
  "posted",
  /** The institution has taken the list back before it paid. 已撤回 */
  "withdrawn",
  /** Nobody paid in time. 已逾期 */
  "lapsed",
]);

/** What an institution owes into custody for one list of sales of before: one total, one payment. */
export const OpeningDeposit = z.object({
  /** The list, and the reference under which the institution pays. */
  jobId: JobId,
  institutionId: InstitutionId,
  countyUnitId: UnitId,
  bankId: BankId,
  custodyAccountNo: z.string().min(1).max(40),
  lineCount: z.int().min(1),
  totalFen: Fen,
  status: OpeningDepositStatus,
  requestedAt: EpochMs,
  /** Until when the institution may pay; then the list lapses. */
  deadline: Deadline,
  bankSerial: z.string().min(1).max(64).optional(),
  /** When the bank took it, by the bank's clock, and when it was recorded here. */
  paidAt: EpochMs.optional(),
  receivedAt: EpochMs.optional(),
});
export type OpeningDeposit = z.infer<typeof OpeningDeposit>;

/** One line of the list: the enrolment that it became, and its part of the total. */
export const OpeningPart = z.object({ enrolmentId: EnrolmentId, amountFen: Fen });
export type OpeningPart = z.infer<typeof OpeningPart>;

export interface DepositDecision {
  readonly deposit: OpeningDeposit;
  readonly event: DomainEvent;
}

/**
 * Asks for the deposit of a list that has been read.
 * @param parts of the accepted lines, at least one
 * @param deadline which begins to run now
 */
export function requestOpeningDeposit(
  list: Pick<OpeningDeposit, "jobId" | "institutionId" | "countyUnitId">,
  account: Pick<BoundAccount, "bankId" | "custodyAccountNo">,
  parts: readonly OpeningPart[],
  deadline: Deadline,
): DepositDecision {
  const { bankId, custodyAccountNo } = account;
  const total = {
    totalFen: sumFen(parts.map(({ amountFen }) => amountFen)),
    lineCount: parts.length,
  };
  return {
    deposit: {
      ...{ ...list, bankId, custodyAccountNo, ...total },
      ...{ status: "awaited", requestedAt: deadline.fromAt, deadline },
    },
    event: OpeningDepositRequested.make({ ...list, bankId, custodyAccountNo, ...total }),
  };
}

/**
 * Takes the institution's deposit, if it is the whole total on the right account, the first time. Anything
 * else is held aside and returns: a part would be nobody's money in particular.
 */
export function receiveOpeningDeposit(
  deposit: OpeningDeposit,
  payIn: PayIn,
  at: EpochMs,
): Result<DepositDecision, SuspenseRefusal> {
  const { paymentId, amountFen, bankSerial, custodyAccountNo, paidAt } = payIn;
  const { jobId, institutionId, totalFen, lineCount } = deposit;
  if (deposit.bankId !== payIn.bankId)
    return refuseCustody("custody.pay-in-unknown-reference", { paymentId, amountFen });
  if (deposit.bankSerial !== undefined)
    return refuseCustody("custody.pay-in-already-paid", {
      paymentId,
      firstBankSerial: deposit.bankSerial,
      amountFen,
    });
  if (deposit.status !== "awaited")
    return refuseCustody("custody.pay-in-list-closed", {
      ...{ paymentId, status: deposit.status, amountFen },
    });
  if (custodyAccountNo !== deposit.custodyAccountNo)
    return refuseCustody("custody.pay-in-wrong-account", {
      paymentId,
      custodyAccountNo,
      expectedAccountNo: deposit.custodyAccountNo,
    });
  if (amountFen !== totalFen)
    return refuseCustody("custody.pay-in-wrong-amount", {
      paymentId,
      amountFen,
      priceFen: totalFen,
    });
  return ok({
    deposit: { ...deposit, status: "received", bankSerial, paidAt, receivedAt: at },
    event: OpeningDepositReceived.make({
      ...{ jobId, institutionId, totalFen, lineCount, bankSerial, paidAt: toRfc3339(paidAt) },
    }),
  });
}

/** Every enrolment has its part. Nothing where that was found before. */
export function finishOpeningDeposit(deposit: OpeningDeposit): DepositDecision | undefined {
  if (deposit.status === "posted") return undefined;
  const { status, jobId, institutionId, totalFen, lineCount } = deposit;
  invariant(status === "received", `${jobId} is posted once its deposit is received`);
  return {
    deposit: { ...deposit, status: "posted" },
    event: OpeningDepositPosted.make({ jobId, institutionId, totalFen, lineCount }),
  };
}

/**
 * Gives an enrolment its part of a received deposit: what counts as paid is what lies in custody, not what
 * the family once paid. Nothing where it has its part already.
 */
export function depositOpening(
  enrolment: EnrolmentState,
  deposit: OpeningDeposit,
  at: EpochMs,
): EnrolmentDecision | undefined {
  const action = (enrolment.opening?.lessonsTaught ?? 0) > 0 ? "deposit-begun" : "deposit-unbegun";
  const status = nextState(enrolmentTransitions, enrolment.status, action);
  if (status === undefined) return undefined;
  const { enrolmentId, institutionId, opening, priceFen: amountFen } = enrolment;
  const { jobId, bankSerial, paidAt } = deposit;
  invariant(opening?.jobId === jobId, `${enrolmentId} is of the list ${jobId}`);
  invariant(
    bankSerial !== undefined && paidAt !== undefined,
    `the deposit of ${jobId} is received`,
  );
  const moves: MoneyMove[] = [
    { from: "outside", to: "unconsumed", amountFen, hold: jobId, reason: "payment-received" },
  ];
  return {
    enrolment: {
      ...enrolment,
      status,
      balances: applyDecidedMoves(enrolment.balances, moves),
      opening: { ...opening, receivedAt: at },
    },
    moves,
    event: OpeningDeposited.make({
      ...{ enrolmentId, institutionId, jobId, bankSerial, amountFen, moves },
      paidAt: toRfc3339(paidAt),
    }),
  };
}
