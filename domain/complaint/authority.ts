import {
  ComplaintDecided,
  ComplaintExtended,
  ComplaintReassigned,
  ComplaintTakenUp,
} from "../../events/complaint.ts";
import type { ComplaintFinding, LeadKind } from "../shared/complaint-codes.ts";
import type { MemberId, UnitId } from "../shared/ids.ts";
import { invariant } from "../shared/invariant.ts";
import type { RefundOrder } from "../shared/refund-order.ts";
import { ok, type Result } from "../shared/result.ts";
import type { EpochMs } from "../shared/time.ts";
import { checkRefund, type OrderedAmount } from "./answer.ts";
import { type Clocks, running } from "./clocks.ts";
import { type ComplaintDecision, type ComplaintState, namesOf } from "./complaint.ts";
import { conclude } from "./conclude.ts";
import { type ComplaintRefusal, refuseComplaint } from "./refusals.ts";
import { tierOf } from "./transitions.ts";
import { step } from "./turn.ts";

type Decided = Result<ComplaintDecision, ComplaintRefusal>;

/** The county takes a complaint up: its time to settle it begins. */
export function decideTakeUp(complaint: ComplaintState, clocks: Clocks, at: EpochMs): Decided {
  const next = step(complaint, "take-up", at);
  if (!next.ok) return next;
  if (complaint.isTakenUp === true)
    return refuseComplaint("complaint.already-taken-up", { complaintId: complaint.complaintId });
  const deadline = clocks.start("mediation", at);
  return ok({
    complaint: { ...running(complaint, deadline), isTakenUp: true },
    event: ComplaintTakenUp.make({
      ...namesOf(complaint),
      tier: "county",
      dueOn: deadline.lastDay,
    }),
  });
}

/** The county gives itself more time, once, for what it has taken up. */
export function decideExtend(complaint: ComplaintState, clocks: Clocks, at: EpochMs): Decided {
  const next = step(complaint, "extend", at);
  if (!next.ok) return next;
  const { complaintId, isTakenUp, isExtended, deadline: former } = complaint;
  if (isTakenUp !== true) return refuseComplaint("complaint.not-taken-up", { complaintId });
  if (isExtended === true) return refuseComplaint("complaint.already-extended", { complaintId });
  invariant(former, `a time runs for ${complaintId}, which is taken up`);
  const deadline = clocks.lengthen(former, "extension");
  return ok({
    complaint: { ...running(complaint, deadline), isExtended: true },
    event: ComplaintExtended.make({
      ...namesOf(complaint),
      tier: "county",
      dueOn: deadline.lastDay,
    }),
  });
}

/** What an authority decides. */
export interface AuthorityDecision {
  readonly finding: Exclude<ComplaintFinding, "offered" | "declined">;
  readonly refund?: RefundOrder | undefined;
  readonly lead?: LeadKind | undefined;
  readonly officerId: MemberId;
}

/**
 * The authority in charge decides. The family may accept, or go on to the next one; after the province there
 * is none, so that its decision has effect at once.
 */
export function decideByAuthority(
  complaint: ComplaintState,
  order: OrderedAmount | undefined,
  decision: AuthorityDecision,
  clocks: Clocks,
  at: EpochMs,
): Decided {
  const next = step(complaint, "decide", at);
  if (!next.ok) return next;
  const { complaintId, status } = complaint;
  const { finding, refund, lead } = decision;
  if (status === "with-county" && complaint.isTakenUp !== true)
    return refuseComplaint("complaint.not-taken-up", { complaintId });
  if (finding === "dismissed" && (refund !== undefined || lead !== undefined))
    return refuseComplaint("complaint.dismissed-with-orders", { finding });
  const fits = checkRefund(order, refund);
  if (!fits.ok) return fits;
  const tier = tierOf[status];
  invariant(tier, `${complaintId} lies with someone who decides`);
  const resolution = { ...decision, tier };
  if (next.value === "concluded") return ok(conclude(complaint, resolution, "final", at));
  const deadline = clocks.start("family", at);
  return ok({
    complaint: { ...running(complaint, deadline), status: next.value, resolution },
    event: ComplaintDecided.make({
      ...namesOf(complaint),
      tier,
      finding,
      refund,
      lead,
      dueOn: deadline.lastDay,
    }),
  });
}

/** Another authority has the same matter: the county does not take it up, and the complaint is over. */
export function decideDecline(
  complaint: ComplaintState,
  officerId: MemberId,
  at: EpochMs,
): Decided {
  const next = step(complaint, "decline", at);
  if (!next.ok) return next;
  if (complaint.isTakenUp === true)
    return refuseComplaint("complaint.already-taken-up", { complaintId: complaint.complaintId });
  const resolution = { tier: "county", finding: "declined", officerId } as const;
  return ok(conclude(complaint, resolution, "declined", at));
}

/** Where a complaint is handed to, and who is above it there. */
export interface NewCounty {
  readonly countyUnitId: UnitId;
  readonly cityUnitId?: UnitId;
  readonly provinceUnitId: UnitId;
}

/**
 * The county hands a complaint to the county where the facts lie, once, and before it has taken it up; the
 * other's time to take it up begins.
 */
export function decideReassign(
  complaint: ComplaintState,
  to: NewCounty,
  clocks: Clocks,
  at: EpochMs,
): Decided {
  const next = step(complaint, "reassign", at);
  if (!next.ok) return next;
  const { complaintId, countyUnitId, provinceUnitId, isTakenUp, wasReassigned } = complaint;
  if (isTakenUp === true) return refuseComplaint("complaint.already-taken-up", { complaintId });
  if (wasReassigned === true)
    return refuseComplaint("complaint.reassigned-before", { complaintId });
  if (to.countyUnitId === countyUnitId || to.provinceUnitId !== provinceUnitId)
    return refuseComplaint("complaint.not-a-county", { unitId: to.countyUnitId });
  const deadline = clocks.start("acceptance", at);
  const { cityUnitId: _former, ...rest } = complaint;
  return ok({
    complaint: { ...running(rest, deadline), ...to, wasReassigned: true },
    event: ComplaintReassigned.make({
      ...namesOf(complaint),
      fromUnitId: countyUnitId,
      toUnitId: to.countyUnitId,
      dueOn: deadline.lastDay,
    }),
  });
}
