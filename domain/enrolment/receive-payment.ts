import { PaymentReceived } from "../../events/enrolment.ts";
import { applyDecidedMoves } from "../custody/apply-moves.ts";
import { classifyPayIn, type PayIn, type PayInRefusal } from "../custody/pay-in.ts";
import { invariant } from "../shared/invariant.ts";
import { nextState } from "../shared/lifecycle.ts";
import type { MoneyMove } from "../shared/money-move.ts";
import { ok, type Result } from "../shared/result.ts";
import { toRfc3339, type EpochMs } from "../shared/time.ts";
import type { EnrolmentDecision, EnrolmentState, PaymentRef } from "./enrolment.ts";
import { enrolmentTransitions } from "./transitions.ts";

/** The first notice of a payment is received; every further one finds it already there. */
export type PaymentReceipt =
  | { readonly outcome: "received"; readonly decision: EnrolmentDecision }
  | { readonly outcome: "already" };

/**
 * Takes the family's money into custody and makes the order paid. Where it fits no order, the refusal
 * says why, and the caller holds the money aside (`suspendPayIn`).
 * @param enrolment the order that the payment reference leads to, if any
 */
export function decideReceivePayment(
  enrolment: EnrolmentState | undefined,
  payIn: PayIn,
  at: EpochMs,
): Result<PaymentReceipt, PayInRefusal> {
  const fit = classifyPayIn(enrolment, payIn);
  if (!fit.ok) return fit;
  if (fit.value === "repeated") return ok({ outcome: "already" });
  const payment = enrolment?.payment;
  invariant(enrolment !== undefined && payment !== undefined, "a matched pay-in has its order");
  return ok({ outcome: "received", decision: receive(enrolment, payment, payIn, at) });
}

function receive(
  enrolment: EnrolmentState,
  payment: PaymentRef,
  { bankSerial, amountFen, paidAt }: PayIn,
  at: EpochMs,
): EnrolmentDecision {
  const { paymentId } = payment;
  const status = nextState(enrolmentTransitions, enrolment.status, "receive-payment");
  invariant(status !== undefined, "a matched order awaits its payment");
  const moves: MoneyMove[] = [
    {
      from: "outside",
      to: "unconsumed",
      amountFen,
      hold: paymentId,
      reason: "payment-received",
    },
  ];
  const { payBy: _kept, ...order } = enrolment;
  return {
    enrolment: {
      ...order,
      status,
      balances: applyDecidedMoves(enrolment.balances, moves),
      payment: { ...payment, receivedAt: at, bankSerial },
    },
    moves,
    event: PaymentReceived.make({
      enrolmentId: enrolment.enrolmentId,
      institutionId: enrolment.institutionId,
      paymentId,
      bankSerial,
      amountFen,
      paidAt: toRfc3339(paidAt),
      moves,
    }),
  };
}
