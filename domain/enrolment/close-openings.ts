import {
  OpeningDepositClosed,
  OpeningDepositRecounted,
  OpeningDropped,
} from "../../events/opening.ts";
import type { Calendar } from "../reference/calendar.ts";
import { recountDeadline } from "../reference/working-day-deadline.ts";
import type { Due } from "../shared/deadline.ts";
import { invariant } from "../shared/invariant.ts";
import { nextState } from "../shared/lifecycle.ts";
import { ok, type Result } from "../shared/result.ts";
import { type EpochMs, toRfc3339 } from "../shared/time.ts";
import type { EnrolmentDecision, EnrolmentState } from "./enrolment.ts";
import { BANK_NOTICE_MS } from "./lapse-order.ts";
import type { DepositDecision, OpeningDeposit } from "./opening-deposit.ts";
import { refuseEnrolment } from "./refusals.ts";
import { enrolmentTransitions } from "./transitions.ts";

/** When a list that nobody pays lapses: a bank may take a while to tell of a payment of the last day. */
export const dueOfDeposit = ({ status, deadline }: OpeningDeposit): Due | undefined =>
  status === "awaited"
    ? { at: deadline.dueAt + BANK_NOTICE_MS, provisional: deadline.provisional }
    : undefined;

const factsOf = ({ jobId, institutionId, totalFen, lineCount }: OpeningDeposit) => ({
  ...{ jobId, institutionId, totalFen, lineCount },
});

function closed(deposit: OpeningDeposit, because: "withdrawn" | "lapsed"): DepositDecision {
  return {
    deposit: { ...deposit, status: because },
    event: OpeningDepositClosed.make({ ...factsOf(deposit), because }),
  };
}

/** The institution takes a list back that it has not paid: a wrong line is corrected by a list anew. */
export const decideWithdrawOpenings = (
  deposit: OpeningDeposit,
): Result<DepositDecision, "enrolment.deposit-not-awaited"> =>
  deposit.status === "awaited" ? ok(closed(deposit, "withdrawn")) : refuseNotAwaited(deposit);

/** A list that nobody paid in time ends, so that others can have its seats. */
export function decideLapseOpenings(
  deposit: OpeningDeposit,
  at: EpochMs,
): Result<DepositDecision, "enrolment.deposit-not-awaited" | "enrolment.deposit-time-not-over"> {
  const due = dueOfDeposit(deposit);
  if (due === undefined) return refuseNotAwaited(deposit);
  if (due.provisional || at < due.at)
    return refuseEnrolment("enrolment.deposit-time-not-over", {
      jobId: deposit.jobId,
      lapsesAt: toRfc3339(due.at),
    });
  return ok(closed(deposit, "lapsed"));
}

const refuseNotAwaited = ({ jobId, status }: OpeningDeposit) =>
  refuseEnrolment("enrolment.deposit-not-awaited", { jobId, status });

/** The deposit by the calendar as it is now; nothing where its last day stays. */
export function recountDeposit(
  deposit: OpeningDeposit,
  calendar: Calendar,
): DepositDecision | undefined {
  const { status, deadline } = deposit;
  const counted = recountDeadline(calendar, deadline);
  if (status !== "awaited" || !counted.ok) return undefined;
  const { dueAt, provisional } = counted.value;
  if (dueAt === deadline.dueAt && provisional === deadline.provisional) return undefined;
  return {
    deposit: { ...deposit, deadline: counted.value },
    event: OpeningDepositRecounted.make({
      ...factsOf(deposit),
      ...{ payBy: toRfc3339(dueAt), provisional },
    }),
  };
}

/**
 * Ends one enrolment of a closed list. Nothing of it was ever in custody, so that no money moves; its seat and
 * its lessons in the pupil's order guard are free in the same transaction. Nothing where that was done before.
 */
export function dropOpening(enrolment: EnrolmentState): EnrolmentDecision | undefined {
  const { enrolmentId, institutionId, classId, studentId, priceFen, opening } = enrolment;
  const status = nextState(enrolmentTransitions, enrolment.status, "terminate");
  if (status === undefined) return undefined;
  invariant(
    opening !== undefined && opening.receivedAt === undefined,
    `${enrolmentId} is a sale of before that nobody paid in`,
  );
  const { jobId } = opening;
  return {
    enrolment: { ...enrolment, status },
    moves: [],
    event: OpeningDropped.make({
      ...{ enrolmentId, institutionId, jobId, classId, studentId, priceFen },
    }),
  };
}
