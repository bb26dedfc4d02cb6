import { OrderLapsed } from "../../events/enrolment.ts";
import type { Due } from "../shared/deadline.ts";
import { nextState } from "../shared/lifecycle.ts";
import { ok, type Result } from "../shared/result.ts";
import { toRfc3339, type EpochMs } from "../shared/time.ts";
import type { EnrolmentDecision, EnrolmentState } from "./enrolment.ts";
import { type OrderGuard, withdrawOrder } from "./order-guard.ts";
import { refuseEnrolment } from "./refusals.ts";
import { enrolmentTransitions } from "./transitions.ts";

/** The platform's own choice: so long a bank may take to tell of a payment made at the last moment. */
export const BANK_NOTICE_MS = 15 * 60_000;

/** When an unpaid order lapses; nothing for all others. Where a payment is open, its notice is awaited. */
export function dueOfOrder({ status, payBy, payment }: EnrolmentState): Due | undefined {
  const isUnpaid = status === "draft" || status === "signed";
  if (!isUnpaid || payBy === undefined) return undefined;
  return { at: payment === undefined ? payBy : payBy + BANK_NOTICE_MS, provisional: false };
}

/** A lapsed order also leaves the pupil's guard, and frees its seat: one transaction. */
export interface LapseDecision extends EnrolmentDecision {
  readonly guard: OrderGuard;
}

export type LapseOrderRefusal = "enrolment.not-unpaid" | "enrolment.payment-time-not-over";

/**
 * An order that nobody paid in time ends, so that others can have the seat. Money that still comes in under
 * its reference pays nothing and goes to suspense.
 */
export function decideLapseOrder(
  enrolment: EnrolmentState,
  guard: OrderGuard,
  at: EpochMs,
): Result<LapseDecision, LapseOrderRefusal> {
  const { enrolmentId, institutionId, classId, lessonCount, priceFen } = enrolment;
  const due = dueOfOrder(enrolment);
  const status = nextState(enrolmentTransitions, enrolment.status, "terminate");
  if (due === undefined || status === undefined)
    return refuseEnrolment("enrolment.not-unpaid", { status: enrolment.status });
  if (at < due.at)
    return refuseEnrolment("enrolment.payment-time-not-over", {
      enrolmentId,
      lapsesAt: toRfc3339(due.at),
    });
  return ok({
    enrolment: { ...enrolment, status },
    guard: withdrawOrder(guard, { enrolmentId, lessonCount, amountFen: priceFen }),
    moves: [],
    event: OrderLapsed.make({ enrolmentId, institutionId, classId, priceFen }),
  });
}
