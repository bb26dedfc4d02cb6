import { findUnmetConditions, unmetFacts, type SellableFacts } from "../catalogue/sellable.ts";
import { refuseCatalogue } from "../catalogue/refusals.ts";
import { ok, type Result } from "../shared/result.ts";
import { shanghaiDate, toRfc3339, type EpochMs } from "../shared/time.ts";
import type { TrainingCategory, TrainingMode } from "../shared/training.ts";
import type { EnrolmentState, PaymentRef } from "./enrolment.ts";
import { refuseEnrolment } from "./refusals.ts";

/** What has to hold still when a family is about to pay. */
export interface PayableOffer {
  readonly institution: SellableFacts;
  readonly course: { readonly category: TrainingCategory; readonly mode: TrainingMode };
  /** The start of the first session of the class. */
  readonly classStartsAt: EpochMs;
  /** The institution has given the class up. */
  readonly isClassCancelled?: boolean;
}

/** The order's open payment, to be shown again; or, where it has none yet, until when one may be made. */
export type PaymentOpening =
  | { readonly kind: "open"; readonly payment: PaymentRef }
  | { readonly kind: "none"; readonly expiresAt: EpochMs };

export type OpenPaymentRefusal =
  | "enrolment.not-signed"
  | "enrolment.payment-expired"
  | "enrolment.class-begun"
  | "catalogue.class-cancelled"
  | "catalogue.not-sellable";

/**
 * Whether a family may be sent to the bank now. An order has one payment; who asks again, because an answer was
 * lost or a page was closed, is led to the same. It ends with the order's own time, and when the class begins,
 * for every lesson that is paid for must lie ahead.
 */
export function decideOpenPayment(
  enrolment: EnrolmentState,
  offer: PayableOffer,
  at: EpochMs,
): Result<PaymentOpening, OpenPaymentRefusal> {
  const { status, payment, enrolmentId, classId } = enrolment;
  const payBy = Math.min(enrolment.payBy ?? offer.classStartsAt, offer.classStartsAt);
  if (status !== "signed") return refuseEnrolment("enrolment.not-signed", { status });
  if (offer.isClassCancelled === true)
    return refuseCatalogue("catalogue.class-cancelled", { classId });
  if (payment !== undefined && at > payment.expiresAt)
    return refuseEnrolment("enrolment.payment-expired", {
      enrolmentId,
      expiresAt: toRfc3339(payment.expiresAt),
    });
  if (offer.classStartsAt <= at)
    return refuseEnrolment("enrolment.class-begun", { startsAt: toRfc3339(offer.classStartsAt) });
  if (payment === undefined && payBy <= at)
    return refuseEnrolment("enrolment.payment-expired", {
      enrolmentId,
      expiresAt: toRfc3339(payBy),
    });
  const unmet = findUnmetConditions(offer.institution, offer.course, shanghaiDate(at));
  if (unmet.length > 0) return refuseCatalogue("catalogue.not-sellable", unmetFacts(unmet));
  return payment === undefined
    ? ok({ kind: "none", expiresAt: payBy })
    : ok({ kind: "open", payment });
}
