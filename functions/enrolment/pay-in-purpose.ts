import { aggregates } from "../../adapters/aggregates.ts";
import { findPaymentLookup } from "../../adapters/repositories/enrolment-items.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { openingDepositKind } from "../../adapters/repositories/opening-deposits.ts";
import { matchedPayInChange } from "../../adapters/repositories/pay-ins.ts";
import type { Table } from "../../adapters/table/table.ts";
import type { Change } from "../../adapters/unit-of-work.ts";
import type { AccountHolder, PayIn, PayInRefusal } from "../../domain/custody/pay-in.ts";
import type { EnrolmentState } from "../../domain/enrolment/enrolment.ts";
import { receiveOpeningDeposit } from "../../domain/enrolment/opening-deposit.ts";
import { decideReceivePayment } from "../../domain/enrolment/receive-payment.ts";
import { JobId } from "../../domain/shared/ids.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { ok, type Result } from "../../domain/shared/result.ts";
import type { RequestContext } from "../kit/context.ts";

/** What money that came in is meant for, as its reference says: an order, a list's deposit, or nothing known. */
export interface PayInPurpose {
  readonly enrolment?: EnrolmentState;
  /** Whose it is where it is for no order. */
  readonly owner?: AccountHolder;
  /** The changes by which it settles that, or why it does not. */
  receive(context: RequestContext): Result<readonly Change[], PayInRefusal>;
}

export function payInPurposes(table: Table): (payIn: PayIn) => Promise<PayInPurpose> {
  const enrolments = aggregates(table, enrolmentKind);
  const deposits = aggregates(table, openingDepositKind);

  /** A list's deposit, whose reference is the list's own id. */
  const depositOf = async (payIn: PayIn): Promise<PayInPurpose | undefined> => {
    const jobId = JobId.safeParse(payIn.paymentId);
    const found = jobId.success ? await deposits.find(jobId.data) : undefined;
    return (
      found && {
        owner: found.state,
        receive: (context) => {
          const received = receiveOpeningDeposit(found.state, payIn, context.now);
          if (!received.ok) return received;
          const { deposit, event } = received.value;
          return ok([
            matchedPayInChange(payIn, { jobId: deposit.jobId }),
            ...deposits.change(found, deposit, event, context),
          ]);
        },
      }
    );
  };

  /** The order that awaits this payment, if it awaits it through this bank. */
  const orderOf = async (payIn: PayIn): Promise<PayInPurpose> => {
    const payment = await findPaymentLookup(table, payIn.paymentId);
    const order =
      payment?.bankId === payIn.bankId ? await enrolments.find(payment.enrolmentId) : undefined;
    return {
      ...(order === undefined ? {} : { enrolment: order.state }),
      receive: (context) => {
        const received = decideReceivePayment(order?.state, payIn, context.now);
        if (!received.ok) return received;
        invariant(
          order && received.value.outcome === "received",
          `${payIn.bankSerial} has paid an order and is not recorded`,
        );
        const { enrolment, event } = received.value.decision;
        return ok([
          matchedPayInChange(payIn, { enrolmentId: enrolment.enrolmentId }),
          ...enrolments.change(order, enrolment, event, context),
        ]);
      },
    };
  };

  return async (payIn) => (await depositOf(payIn)) ?? orderOf(payIn);
}
