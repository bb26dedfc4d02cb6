import {
  InstitutionResumed,
  InstitutionStopped,
  MeasureConfirmed,
  StopLiftProposed,
  StopProposed,
} from "../../events/measure.ts";
import type { DomainEvent } from "../../events/define.ts";
import { withoutStop, withStop } from "../institution/holds.ts";
import type { InstitutionState } from "../institution/institution.ts";
import { decide, type DecideProposal } from "../proposal/decide.ts";
import type { StopLiftProposal, StopProposal } from "../proposal/proposal.ts";
import { lapseProvisional } from "../proposal/provisional.ts";
import type { ProposalRefusal } from "../proposal/refusals.ts";
import type { MemberId, ProposalId } from "../shared/ids.ts";
import type { MeasureEnd, StopKind } from "../shared/measure-codes.ts";
import { ok, type Result } from "../shared/result.ts";
import { HOUR_MS, toRfc3339, type EpochMs } from "../shared/time.ts";
import { lift } from "./end.ts";
import { isOver, type MeasureDecision, type MeasureState, namesOf, step } from "./measure.ts";
import { ordered, type OrderMeasure } from "./order.ts";
import { type MeasureRefusal, refuseMeasure } from "./refusals.ts";

/**
 * Stopping the releases or the sales of an institution (暂停拨付、暂停收费): less than a freeze, and as quick. It
 * takes effect at once, by one officer; another has to confirm it within hours, or it ends by itself. Lifting what
 * was confirmed takes two officers again. A release that is stopped is held, not lost.
 * @source Administrative Coercion Law 行政强制法 art. 19 (2012-01-01), as for a freeze
 */

/** The institution as a stop, or its end, leaves it. */
interface InstitutionChange {
  readonly institution: InstitutionState;
  readonly institutionEvent: DomainEvent;
}

/** The matter with the measure, and the institution where that changes too: each with its own fact. */
interface Decided<P> extends Partial<InstitutionChange>, Partial<MeasureDecision> {
  readonly proposal: P;
  readonly proposalEvent: DomainEvent;
}

export interface OrderStop extends OrderMeasure {
  readonly proposalId: ProposalId;
  readonly stop: StopKind;
  /** So long another officer has to confirm it. */
  readonly confirmHours: number;
}

/** Stops at once, and asks for another officer's word. */
export function stopNow(
  institution: InstitutionState,
  { proposalId, stop, confirmHours, ...order }: OrderStop,
  at: EpochMs,
): Result<Required<Decided<StopProposal>>, MeasureRefusal> {
  const { institutionId, countyUnitId: unitId, stops } = institution;
  const former = stops?.[stop];
  if (former !== undefined) return refuseMeasure("measure.already-stopped", { measureId: former });
  const lapsesAt = at + confirmHours * HOUR_MS;
  const measured = ordered(institution, `stop-${stop}`, order, { proposalId, lapsesAt }, at);
  if (!measured.ok) return measured;
  const { measureId, officerId: authorId } = order;
  const about = { measureId, institutionId, stop };
  return ok({
    ...measured.value,
    proposal: {
      ...{ proposalId, ...about, unitId, authorId, lapsesAt },
      kind: "institution-stop",
      status: "ready",
      proposedAt: at,
    },
    proposalEvent: StopProposed.make({ ...about, proposalId, lapsesAt: toRfc3339(lapsesAt) }),
    institution: withStop(institution, stop, measureId),
    institutionEvent: InstitutionStopped.make(about),
  });
}

type StopRefusal = MeasureRefusal | ProposalRefusal;

/** Another officer confirms the stop, or ends it; what has lapsed can no longer be confirmed. */
export function decideStop(
  proposal: StopProposal,
  measure: MeasureState,
  institution: InstitutionState,
  command: DecideProposal,
  at: EpochMs,
): Result<Decided<StopProposal>, StopRefusal> {
  const decided = decide(proposal, command, at);
  if (!decided.ok) return decided;
  if (at >= proposal.lapsesAt)
    return refuseMeasure("measure.stop-lapsed", { lapsesAt: toRfc3339(proposal.lapsesAt) });
  const { officerId } = command;
  if (!command.approve) {
    const ended = resumed(measure, institution, proposal.stop, "rejected", officerId, at);
    return ended.ok ? ok({ ...decided.value, ...ended.value }) : ended;
  }
  const { lapsesAt: _confirmed, ...confirmed } = measure;
  return ok({
    ...decided.value,
    measure: confirmed,
    event: MeasureConfirmed.make({ ...namesOf(measure), officerId, measure: measure.kind }),
  });
}

/**
 * Nobody has confirmed the stop in time: it ends. Nothing where its time is not over, or it is decided; or where it
 * was, after the matter was read and before the measure.
 */
export function lapseStop(
  proposal: StopProposal,
  measure: MeasureState,
  institution: InstitutionState,
  at: EpochMs,
): Result<Required<Decided<StopProposal>> | undefined, MeasureRefusal> {
  const lapsed = lapseProvisional(proposal, at);
  if (lapsed === undefined || isOver(measure)) return ok(undefined);
  const ended = resumed(measure, institution, proposal.stop, "lapsed", undefined, at);
  return ended.ok ? ok({ ...lapsed, ...ended.value }) : ended;
}

/** Asks another officer to lift a stop that is confirmed; one that is not is ended by rejecting it. */
export function proposeStopLift(
  measure: MeasureState,
  command: {
    readonly proposalId: ProposalId;
    readonly authorId: MemberId;
    readonly stop: StopKind;
    readonly reason: string;
  },
  at: EpochMs,
): Result<{ readonly proposal: StopLiftProposal; readonly event: DomainEvent }, MeasureRefusal> {
  const { measureId, institutionId, countyUnitId: unitId } = measure;
  const liftable = step(measure, "lift");
  if (!liftable.ok) return liftable;
  if (measure.lapsesAt !== undefined && measure.proposalId !== undefined)
    return refuseMeasure("measure.stop-unconfirmed", {
      measureId,
      proposalId: measure.proposalId,
    });
  const { proposalId, stop } = command;
  const about = { measureId, institutionId, stop };
  return ok({
    proposal: {
      ...command,
      ...about,
      kind: "stop-lift",
      status: "ready",
      unitId,
      proposedAt: at,
    },
    event: StopLiftProposed.make({ ...about, proposalId }),
  });
}

/** Another officer lifts the stop, or leaves it; one that is over by now is not lifted twice. */
export function decideStopLift(
  proposal: StopLiftProposal,
  measure: MeasureState,
  institution: InstitutionState,
  command: DecideProposal,
  at: EpochMs,
): Result<Decided<StopLiftProposal>, StopRefusal> {
  const decided = decide(proposal, command, at);
  if (!decided.ok || !command.approve) return decided;
  const ended = resumed(measure, institution, proposal.stop, "officers", command.officerId, at);
  return ended.ok ? ok({ ...decided.value, ...ended.value }) : ended;
}

/** The measure over, and the institution without it; releases that were held go on from the event. */
function resumed(
  measure: MeasureState,
  institution: InstitutionState,
  stop: StopKind,
  cause: MeasureEnd,
  officerId: MemberId | undefined,
  at: EpochMs,
): Result<MeasureDecision & InstitutionChange, MeasureRefusal> {
  const lifted = lift(measure, cause, officerId, at);
  if (!lifted.ok) return lifted;
  return ok({
    ...lifted.value,
    institution: withoutStop(institution, stop),
    institutionEvent: InstitutionResumed.make({ ...namesOf(measure), stop }),
  });
}
