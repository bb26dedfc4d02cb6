import { ComplaintRated, ComplaintReopened, ComplaintWithdrawn } from "../../events/complaint.ts";
import { hasExpired } from "../shared/deadline.ts";
import { invariant } from "../shared/invariant.ts";
import { ok, type Result } from "../shared/result.ts";
import type { EpochMs } from "../shared/time.ts";
import { type Clocks, running, stopped } from "./clocks.ts";
import { type ComplaintDecision, type ComplaintState, namesOf } from "./complaint.ts";
import { type ComplaintRefusal, refuseComplaint } from "./refusals.ts";
import { step } from "./turn.ts";

type Decided = Result<ComplaintDecision, ComplaintRefusal>;

/** The family takes its complaint back, as long as nobody has decided it. */
export function decideWithdraw(complaint: ComplaintState, at: EpochMs): Decided {
  const next = step(complaint, "withdraw", at);
  if (!next.ok) return next;
  const { enrolmentId, lessons } = complaint;
  return ok({
    complaint: { ...stopped(complaint), status: next.value },
    event: ComplaintWithdrawn.make({ ...namesOf(complaint), enrolmentId, lessons }),
  });
}

/**
 * The family has a complaint reopened that is over, once and in time. The institution had its word; the
 * county takes it up from the beginning.
 */
export function decideReopen(complaint: ComplaintState, clocks: Clocks, at: EpochMs): Decided {
  const next = step(complaint, "reopen", at);
  if (!next.ok) return next;
  const { complaintId, attempt, concludedAt } = complaint;
  if (attempt > 1) return refuseComplaint("complaint.reopened-before", { complaintId });
  invariant(concludedAt, `${complaintId} was concluded at some time`);
  const period = clocks.start("reopening", concludedAt);
  if (hasExpired(period, at))
    return refuseComplaint("complaint.reopening-too-late", { dueOn: period.lastDay });
  const deadline = clocks.start("acceptance", at);
  return ok({
    complaint: { ...running(afresh(complaint), deadline), status: next.value, attempt: 2 },
    event: ComplaintReopened.make({
      ...namesOf(complaint),
      attempt: 2,
      dueOn: deadline.lastDay,
    }),
  });
}

/** Nothing that the first attempt came to stands in the way of the second. */
function afresh(complaint: ComplaintState): ComplaintState {
  const {
    isTakenUp: _taken,
    isExtended: _extended,
    isOverdue: _overdue,
    resolution: _answer,
    concludedAt: _end,
    isRefundOrdered: _refund,
    isLeadHandedOver: _lead,
    ...rest
  } = complaint;
  return rest;
}

/** The family says with one to five stars how it was dealt with, once. */
export function decideRate(complaint: ComplaintState, stars: number, at: EpochMs): Decided {
  const next = step(complaint, "rate", at);
  if (!next.ok) return next;
  const { complaintId, stars: given } = complaint;
  if (given !== undefined)
    return refuseComplaint("complaint.already-rated", { complaintId, stars: given });
  return ok({
    complaint: { ...complaint, stars },
    event: ComplaintRated.make({ ...namesOf(complaint), stars }),
  });
}
