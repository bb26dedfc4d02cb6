import {
  FreezeConfirmed,
  FreezeLifted,
  FreezeLiftProposed,
  FreezeProposed,
  InstitutionFrozen,
} from "../../events/institution.ts";
import type { DomainEvent } from "../../events/define.ts";
import type { NotedOnAlert } from "../alert/timeline.ts";
import { bears } from "../measure/legal-bases.ts";
import { type MeasureRefusal, refuseMeasure } from "../measure/refusals.ts";
import { decide, type DecideProposal } from "../proposal/decide.ts";
import type { FreezeProposal, LiftProposal } from "../proposal/proposal.ts";
import { lapseProvisional } from "../proposal/provisional.ts";
import type { ProposalRefusal } from "../proposal/refusals.ts";
import type { AlertId, MemberId, ProposalId } from "../shared/ids.ts";
import type { LegalBasis } from "../shared/measure-codes.ts";
import { ok, refuse, type Result } from "../shared/result.ts";
import { HOUR_MS, toRfc3339, type EpochMs } from "../shared/time.ts";
import type { InstitutionState } from "./institution.ts";
import type { InstitutionRefusal } from "./refusals.ts";

/**
 * Freezing an institution that is about to run away (卷款跑路): nothing is sold and nothing paid out of custody to
 * it. It takes effect at once, by one officer; another has to confirm it within hours, or it ends by itself. Lifting
 * what was confirmed takes two officers again.
 * @source Administrative Coercion Law 行政强制法 art. 19 (2012-01-01): urgent measures are approved within 24 hours,
 * and lifted at once where they are not
 */

/**
 * A matter and the institution change together, each with its own fact; where an alert led to the freeze, its
 * timeline tells of its beginning and its end.
 */
interface Changed<P> {
  readonly proposal: P;
  readonly proposalEvent: DomainEvent;
  readonly institution: InstitutionState;
  readonly institutionEvent: DomainEvent;
  readonly noted?: NotedOnAlert | undefined;
}

export interface OrderFreeze {
  readonly proposalId: ProposalId;
  readonly authorId: MemberId;
  readonly basis: LegalBasis;
  /** An alert of the same institution. */
  readonly alertId?: AlertId | undefined;
  readonly reason: string;
  /** So long another officer has to confirm it. */
  readonly confirmHours: number;
}

export type FreezeRefusal = Extract<InstitutionRefusal, `institution.${string}`>;

/** Freezes at once, and asks for another officer's word. */
export function freezeNow(
  institution: InstitutionState,
  { confirmHours, alertId, ...command }: OrderFreeze,
  at: EpochMs,
): Result<Changed<FreezeProposal>, FreezeRefusal | Extract<MeasureRefusal, "measure.basis-unfit">> {
  const { institutionId, countyUnitId: unitId, freeze } = institution;
  if (freeze !== undefined)
    return refuse("institution.already-frozen", { since: toRfc3339(freeze.since) });
  const { proposalId, authorId, basis } = command;
  if (!bears(basis, "freeze"))
    return refuseMeasure("measure.basis-unfit", { basis, measure: "freeze" });
  const lapsesAt = at + confirmHours * HOUR_MS;
  const because = { basis, ...(alertId === undefined ? {} : { alertId }) };
  const facts = { proposalId, institutionId, ...because, lapsesAt: toRfc3339(lapsesAt) };
  return ok({
    proposal: {
      ...command,
      ...because,
      kind: "institution-freeze",
      status: "ready",
      institutionId,
      unitId,
      proposedAt: at,
      lapsesAt,
    },
    proposalEvent: FreezeProposed.make(facts),
    institution: { ...institution, freeze: { proposalId, ...because, since: at, lapsesAt } },
    institutionEvent: InstitutionFrozen.make(facts),
    noted: alertId && {
      alertId,
      note: { kind: "matter-begun", measure: "freeze", proposalId, officerId: authorId },
    },
  });
}

/** Another officer confirms the freeze, or ends it; what has lapsed can no longer be confirmed. */
export function decideFreeze(
  proposal: FreezeProposal,
  institution: InstitutionState,
  command: DecideProposal,
  at: EpochMs,
): Result<Changed<FreezeProposal>, FreezeRefusal | ProposalRefusal> {
  const decided = decide(proposal, command, at);
  if (!decided.ok) return decided;
  if (at >= proposal.lapsesAt)
    return refuse("institution.freeze-lapsed", { lapsesAt: toRfc3339(proposal.lapsesAt) });
  if (!command.approve)
    return ok({
      ...decided.value,
      ...thawed(institution, proposal, "rejected", command.officerId),
    });
  const standing = freezeBy(institution, proposal.proposalId);
  if (!standing.ok) return standing;
  const { lapsesAt: _confirmed, ...freeze } = standing.value;
  const { proposalId, institutionId } = proposal;
  return ok({
    ...decided.value,
    institution: { ...institution, freeze },
    institutionEvent: FreezeConfirmed.make({ proposalId, institutionId }),
  });
}

/** Nobody has confirmed the freeze in time: it ends. Nothing where its time is not over, or it is decided. */
export function lapseFreeze(
  proposal: FreezeProposal,
  institution: InstitutionState,
  at: EpochMs,
): Changed<FreezeProposal> | undefined {
  const lapsed = lapseProvisional(proposal, at);
  return lapsed && { ...lapsed, ...thawed(institution, proposal, "lapsed") };
}

/** Asks another officer to lift a freeze that is confirmed; one that is not is ended by rejecting it. */
export function proposeLift(
  institution: InstitutionState,
  command: Pick<OrderFreeze, "proposalId" | "authorId" | "reason">,
  at: EpochMs,
): Result<{ readonly proposal: LiftProposal; readonly event: DomainEvent }, FreezeRefusal> {
  const liftable = checkLiftable(institution);
  if (!liftable.ok) return liftable;
  const { institutionId, countyUnitId: unitId } = institution;
  const freezeProposalId = liftable.value.proposalId;
  const { proposalId } = command;
  return ok({
    proposal: {
      ...command,
      kind: "freeze-lift",
      status: "ready",
      institutionId,
      unitId,
      proposedAt: at,
      freezeProposalId,
    },
    event: FreezeLiftProposed.make({ proposalId, institutionId, freezeProposalId }),
  });
}

/** The matter decided; the institution changes only where its freeze ends. */
type DecidedLift = Pick<Changed<LiftProposal>, "proposal" | "proposalEvent"> &
  Partial<Changed<LiftProposal>>;

/** Another officer lifts the freeze, or leaves it. A proposal that is about an earlier freeze lifts none. */
export function decideLift(
  proposal: LiftProposal,
  institution: InstitutionState,
  command: DecideProposal,
  at: EpochMs,
): Result<DecidedLift, FreezeRefusal | ProposalRefusal> {
  const decided = decide(proposal, command, at);
  if (!decided.ok) return decided;
  const { proposalId, institutionId, freezeProposalId } = proposal;
  if (!command.approve) return decided;
  const liftable = checkLiftable(institution);
  if (!liftable.ok) return liftable;
  if (liftable.value.proposalId !== freezeProposalId)
    return refuse("institution.frozen-anew", { since: toRfc3339(liftable.value.since) });
  return ok({
    ...decided.value,
    ...thawed(institution, { proposalId, institutionId }, "officers", command.officerId),
  });
}

/** A freeze that families are being paid under stays until they are. */
function checkLiftable(
  institution: InstitutionState,
): Result<NonNullable<InstitutionState["freeze"]>, FreezeRefusal> {
  const { freeze, institutionId, massRefundId } = institution;
  if (freeze === undefined) return refuse("institution.not-frozen", { institutionId });
  if (freeze.lapsesAt !== undefined)
    return refuse("institution.freeze-unconfirmed", { proposalId: freeze.proposalId });
  if (massRefundId !== undefined)
    return refuse("institution.mass-refund-ordered", { massRefundId });
  return ok(freeze);
}

/** The freeze by this matter, and no other; it may have ended after the matter was read. */
function freezeBy(
  { institutionId, freeze }: InstitutionState,
  proposalId: ProposalId,
): Result<NonNullable<InstitutionState["freeze"]>, FreezeRefusal> {
  if (freeze === undefined) return refuse("institution.not-frozen", { institutionId });
  if (freeze.proposalId !== proposalId)
    return refuse("institution.frozen-anew", { since: toRfc3339(freeze.since) });
  return ok(freeze);
}

/**
 * The institution without its freeze; money that was held goes on from the event.
 * @param officerId absent where it ended by itself
 */
function thawed(
  { freeze: ended, ...institution }: InstitutionState,
  { proposalId, institutionId }: Pick<FreezeProposal, "proposalId" | "institutionId">,
  cause: "officers" | "rejected" | "lapsed",
  officerId?: MemberId,
): Pick<Changed<FreezeProposal>, "institution" | "institutionEvent" | "noted"> {
  return {
    institution,
    institutionEvent: FreezeLifted.make({ proposalId, institutionId, cause }),
    noted: ended?.alertId && {
      alertId: ended.alertId,
      note: {
        kind: "matter-ended",
        measure: "freeze",
        proposalId: ended.proposalId,
        ...{ cause, officerId },
      },
    },
  };
}
