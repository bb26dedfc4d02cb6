import type { BankClient } from "../../adapters/bank/bank-client.ts";
import type { Signer } from "../../adapters/signing/keys.ts";
import { reportRefundResult as contract } from "../../functions/refund/bank-contracts.ts";
import { reportRefundResult } from "../../functions/refund/report-refund-result.ts";
import { httpLambda } from "../../functions/kit/http.ts";
import { callAsBank } from "./bank-door.ts";
import type { Answer, TestKit } from "./door.ts";
import { bankThat } from "./events.ts";

export type RefundPayment = Parameters<BankClient["refund"]>[0];

/** A bank in memory that takes refunds: it notes once what each instruction asks, however often it is asked. */
export function aRefundBank() {
  const paid = new Map<string, RefundPayment>();
  const asked: RefundPayment[] = [];
  /** What is to go to accounts that families have named. */
  const named: Parameters<BankClient["refundTo"]>[0][] = [];
  const bank = {
    paid,
    asked,
    named,
    /** What happens before the bank answers: it may throw, or report at once. */
    beforeAnswer: (_payment: RefundPayment): Promise<void> => Promise.resolve(),
    client: bankThat({
      refund: async (payment) => {
        asked.push(payment);
        paid.set(payment.instructionId, payment);
        await bank.beforeAnswer(payment);
        return { accepted: true };
      },
      refundTo: (payment) => {
        named.push(payment);
        return Promise.resolve({ accepted: true });
      },
    }),
  };
  return bank;
}

const EXECUTED_AT = "2026-03-02T09:00:00+08:00";

/** The bank's word on a payment; `changes` make it say something else. */
export const refundExecuted = (
  { instructionId, amountFen }: RefundPayment,
  changes: Readonly<Record<string, unknown>> = {},
) => ({
  instructionId,
  outcome: "executed",
  amountFen,
  refundSerial: `SB-${instructionId.slice(-8)}`,
  executedAt: EXECUTED_AT,
  ...changes,
});

export const refundRejected = (
  { instructionId, amountFen }: RefundPayment,
  reason = "payer-account-closed",
) => ({ instructionId, outcome: "rejected", amountFen, executedAt: EXECUTED_AT, reason });

export const reportRefund = (
  kit: TestKit,
  signer: Signer,
  body: unknown,
  options?: Parameters<typeof callAsBank>[4],
): Promise<Answer> =>
  callAsBank(httpLambda(contract, reportRefundResult, kit), kit, signer, body, options);
