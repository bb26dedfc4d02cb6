import { ComplaintEscalated, ComplaintOverdue } from "../../events/complaint.ts";
import type { ClimbReason } from "../shared/complaint-codes.ts";
import { hasExpired } from "../shared/deadline.ts";
import type { UnitId } from "../shared/ids.ts";
import { invariant } from "../shared/invariant.ts";
import { ok, type Result } from "../shared/result.ts";
import type { EpochMs } from "../shared/time.ts";
import { type Clocks, running, stopped } from "./clocks.ts";
import { type ComplaintDecision, type ComplaintState, namesOf } from "./complaint.ts";
import { type ComplaintRefusal, refuseComplaint } from "./refusals.ts";
import { type ComplaintStatus, tierOf } from "./transitions.ts";
import { step } from "./turn.ts";

/**
 * Takes a complaint a level up because the one whose turn it is let the time pass: the family asks for it, or
 * the platform does by itself, with the same command. At the province it stays, and is shown as overdue.
 */
export function decideEscalate(
  complaint: ComplaintState,
  clocks: Clocks,
  at: EpochMs,
): Result<ComplaintDecision, ComplaintRefusal> {
  const next = step(complaint, "escalate", at);
  if (!next.ok) return next;
  const { deadline, complaintId } = complaint;
  if (deadline === undefined) return refuseComplaint("complaint.nothing-above", { complaintId });
  if (!hasExpired(deadline, at))
    return refuseComplaint("complaint.not-overdue", { dueOn: deadline.lastDay });
  return ok(
    next.value === complaint.status
      ? overdue(complaint)
      : climb(complaint, next.value, "overdue", clocks, at),
  );
}

/** Nobody is above: the time that has passed is shown, and none runs any more. */
function overdue(complaint: ComplaintState): ComplaintDecision {
  const { unitId } = authorityAt(complaint, "with-province");
  return {
    complaint: { ...stopped(complaint), isOverdue: true },
    event: ComplaintOverdue.make({ ...namesOf(complaint), tier: "province", unitId }),
  };
}

/** Hands a complaint to the next authority, whose own time begins. */
export function climb(
  complaint: ComplaintState,
  upTo: ComplaintStatus,
  because: ClimbReason,
  clocks: Clocks,
  at: EpochMs,
): ComplaintDecision {
  const from = tierOf[complaint.status];
  invariant(from, `${complaint.complaintId} lies with someone while it climbs`);
  const { status, unitId } = authorityAt(complaint, upTo);
  const to = tierOf[status];
  invariant(to, `${status} is with an authority`);
  const deadline = clocks.start(to === "county" ? "acceptance" : "superior", at);
  const { resolution: _former, ...rest } = complaint;
  return {
    complaint: { ...running(rest, deadline), status },
    event: ComplaintEscalated.make({
      ...namesOf(complaint),
      from,
      to,
      unitId,
      because,
      dueOn: deadline.lastDay,
    }),
  };
}

/** Who takes a complaint on there; where no city lies above the county, the province. */
function authorityAt(
  { countyUnitId, cityUnitId, provinceUnitId }: ComplaintState,
  status: ComplaintStatus,
): { readonly status: ComplaintStatus; readonly unitId: UnitId } {
  if (status === "with-county") return { status, unitId: countyUnitId };
  if (status === "with-city" && cityUnitId !== undefined) return { status, unitId: cityUnitId };
  return { status: "with-province", unitId: provinceUnitId };
}

/** The unit whose officers act on a complaint now; none while it is the institution's or the family's turn. */
export function unitInCharge(complaint: ComplaintState): UnitId | undefined {
  const { status } = complaint;
  const isAuthoritys =
    status === "with-county" || status === "with-city" || status === "with-province";
  return isAuthoritys ? authorityAt(complaint, status).unitId : undefined;
}
