import { aggregates } from "../../adapters/aggregates.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import {
  refundPaymentChange,
  type StoredRefund,
} from "../../adapters/repositories/refund-items.ts";
import type { Table } from "../../adapters/table/table.ts";
import type { Change } from "../../adapters/unit-of-work.ts";
import { wayOfMoney } from "../../domain/enrolment/way-of-money.ts";
import { decideAwaitInstitution } from "../../domain/refund/institution-debt.ts";
import { decideInstructRefund } from "../../domain/refund/pay-refund.ts";
import type { RefundDecision, RefundState } from "../../domain/refund/refund.ts";
import { refuseRefund } from "../../domain/refund/refusals.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { ok, type Result } from "../../domain/shared/result.ts";
import type { EpochMs } from "../../domain/shared/time.ts";
import { nextRefundInstructionId } from "../custody/instruction-id.ts";

export interface DraftedPayment {
  readonly decided: RefundDecision;
  /** To be committed with the decision. */
  readonly changes: readonly Change[];
}

type Refusal =
  | "refund.not-with-person"
  | "refund.payment-unanswered"
  | "refund.no-way-back"
  | "refund.payment-reversed"
  | "refund.not-payable"
  | "refund.no-custody-money";

/**
 * Has a refund paid, whoever asks for it: the workflow, an officer, a refund of many. Out of custody by the bank,
 * on the way on which the payment came; where nothing of it lies in custody, by the institution itself.
 */
export const paymentDrafter = (table: Table) => {
  const enrolments = aggregates(table, enrolmentKind);
  const institutions = aggregates(table, institutionKind);

  const byBank = async (
    refund: RefundState,
    at: EpochMs,
    isToNamedAccount: boolean,
  ): Promise<Result<DraftedPayment, Refusal>> => {
    const { refundId, enrolmentId, institutionId, custodyFen } = refund;
    const [enrolment, institution] = await Promise.all([
      enrolments.find(enrolmentId),
      institutions.find(institutionId),
    ]);
    invariant(enrolment && institution?.state.account, `${enrolmentId} has money in custody`);
    if (enrolment.state.reversal !== undefined)
      return refuseRefund("refund.payment-reversed", { enrolmentId, amountFen: custodyFen });
    const way = wayOfMoney(enrolment.state);
    if (way === undefined && !isToNamedAccount)
      return refuseRefund("refund.no-way-back", { enrolmentId, amountFen: custodyFen });
    const { bankId } = institution.state.account;
    const { custodyAccountNo } = way ?? institution.state.account;
    const instructionId = nextRefundInstructionId(refund);
    const command = { instructionId, bankId, custodyAccountNo, isToNamedAccount };
    const decided = decideInstructRefund(refund, command, at);
    if (!decided.ok) return decided;
    const paid = decided.value.refund.payment;
    invariant(paid, `${refundId} is instructed`);
    return ok({
      decided: decided.value,
      changes: [refundPaymentChange(paid.instructionId, { refundId, bankId: paid.bankId })],
    });
  };

  return async (
    { state: refund }: StoredRefund,
    at: EpochMs,
    isToNamedAccount = false,
  ): Promise<Result<DraftedPayment, Refusal>> => {
    if (refund.heldFen > 0 && refund.custodyFen > 0) return byBank(refund, at, isToNamedAccount);
    const decided = decideAwaitInstitution(refund);
    return decided.ok ? ok({ decided: decided.value, changes: [] }) : decided;
  };
};
