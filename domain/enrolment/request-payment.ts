import { PaymentRequested } from "../../events/enrolment.ts";
import type { PaymentId } from "../shared/ids.ts";
import { invariant } from "../shared/invariant.ts";
import { nextState } from "../shared/lifecycle.ts";
import { ok, type Result } from "../shared/result.ts";
import { toRfc3339, type EpochMs } from "../shared/time.ts";
import type { EnrolmentDecision, EnrolmentState } from "./enrolment.ts";
import { refuseEnrolment } from "./refusals.ts";
import { enrolmentTransitions } from "./transitions.ts";

export interface RequestPayment {
  readonly paymentId: PaymentId;
  /** The institution's one dedicated account: no other may receive the money. */
  readonly custodyAccountNo: string;
  readonly expiresAt: EpochMs;
}

export type RequestPaymentRefusal = "enrolment.not-signed" | "enrolment.payment-already-requested";

/**
 * Gives a signed order its payment reference. Only one is open at a time: two would invite a family to
 * pay twice. When its deadline has passed unpaid, another takes its place, and money that still comes in
 * under the old one goes to suspense.
 */
export function decideRequestPayment(
  enrolment: EnrolmentState,
  { paymentId, custodyAccountNo, expiresAt }: RequestPayment,
  at: EpochMs,
): Result<EnrolmentDecision, RequestPaymentRefusal> {
  invariant(expiresAt > at, "a payment can be made after it was requested");
  const { enrolmentId, institutionId, priceFen } = enrolment;
  const status = nextState(enrolmentTransitions, enrolment.status, "request-payment");
  if (status === undefined)
    return refuseEnrolment("enrolment.not-signed", { status: enrolment.status });
  if (enrolment.payment !== undefined && at <= enrolment.payment.expiresAt)
    return refuseEnrolment("enrolment.payment-already-requested", {
      paymentId: enrolment.payment.paymentId,
      expiresAt: toRfc3339(enrolment.payment.expiresAt),
    });
  return ok({
    enrolment: {
      ...enrolment,
      status,
      payment: { paymentId, custodyAccountNo, requestedAt: at, expiresAt },
    },
    moves: [],
    event: PaymentRequested.make({
      enrolmentId,
      institutionId,
      paymentId,
      amountFen: priceFen,
      expiresAt: toRfc3339(expiresAt),
    }),
  });
}
