import { aggregates, type Stored } from "../../adapters/aggregates.ts";
import { findPaymentLookup } from "../../adapters/repositories/enrolment-items.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import {
  findPayIn,
  matchedPayInChange,
  suspendedPayInKind,
} from "../../adapters/repositories/pay-ins.ts";
import { findAccountHolder } from "../../adapters/repositories/account-holders.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { isSuspense, type PayIn, suspendPayIn } from "../../domain/custody/pay-in.ts";
import { checkRepeatedPayIn } from "../../domain/custody/repeated-pay-in.ts";
import type { EnrolmentState } from "../../domain/enrolment/enrolment.ts";
import { decideReceivePayment } from "../../domain/enrolment/receive-payment.ts";
import { BankId } from "../../domain/shared/ids.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { orThrow, refusalError } from "../kit/problem.ts";
import type { notifyPayIn as contract } from "./contracts.ts";

/** Whatever the bank reports is recorded once: as an order's payment, or as money held aside. */
export const notifyPayIn = ({ table }: Kit): UseCaseOf<typeof contract> => {
  const enrolments = aggregates(table, enrolmentKind);
  const suspendedPayIns = aggregates(table, suspendedPayInKind);

  /** The order that awaits this payment, if it awaits it through this bank. */
  const orderOf = async (payIn: PayIn): Promise<Stored<EnrolmentState> | undefined> => {
    const payment = await findPaymentLookup(table, payIn.paymentId);
    return payment?.bankId === payIn.bankId ? enrolments.find(payment.enrolmentId) : undefined;
  };

  return async ({ body }, context) => {
    invariant(context.principal.kind === "bank", "banks alone notify of pay-ins");
    const bankId = BankId.parse(context.principal.bankId);
    const payIn = { ...body, bankId, paidAt: Date.parse(body.paidAt) };

    const order = await orderOf(payIn);
    // Read last: what a parallel notice recorded a moment ago shows here, and the order is not looked at.
    const recorded = await findPayIn(table, bankId, payIn.bankSerial);
    if (recorded !== undefined) {
      orThrow(checkRepeatedPayIn(recorded.payIn, payIn));
      return commitCommand(table, context, [], recorded.answer);
    }

    const received = decideReceivePayment(order?.state, payIn, context.now);
    if (received.ok) {
      invariant(
        order && received.value.outcome === "received",
        `${payIn.bankSerial} has paid an order and is not recorded`,
      );
      const { enrolment, event } = received.value.decision;
      const changes = [
        matchedPayInChange(payIn, enrolment.enrolmentId),
        ...enrolments.change(order, enrolment, event, context),
      ];
      return commitCommand(table, context, changes, { outcome: "matched" as const });
    }

    const { code } = received.refusal;
    if (!isSuspense(code)) throw refusalError(received.refusal);
    const holder = await findAccountHolder(table, bankId, payIn.custodyAccountNo);
    const { suspended, event } = suspendPayIn(
      payIn,
      code,
      order?.state,
      context.now,
      holder?.state,
    );
    const changes = suspendedPayIns.create(suspended, event, context);
    const answer = { outcome: "suspense" as const, reason: suspended.reason };
    return commitCommand(table, context, changes, answer);
  };
};
