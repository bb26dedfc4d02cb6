import * as z from "zod";
import type { DomainEvent } from "../../events/define.ts";
import { Deadline, type Due, nextAttention } from "../shared/deadline.ts";
import { AlertId, InstitutionId, MeasureId, MemberId, ProposalId, UnitId } from "../shared/ids.ts";
import {
  InspectionResult,
  LegalBasis,
  MeasureEnd,
  MeasureKind,
  type StopKind,
} from "../shared/measure-codes.ts";
import { ok, type Result } from "../shared/result.ts";
import { EpochMs, LocalDate } from "../shared/time.ts";
import { TrainingCategory } from "../shared/training.ts";
import { type MeasureRefusal, refuseMeasure } from "./refusals.ts";
import { type MeasureAction, MeasureStatus, nextStatus } from "./transitions.ts";

/** What officers saw on the spot: only what they looked at. Days are last days. */
export const InspectionFindings = z.object({
  result: InspectionResult,
  /** Pupils and staff who were there. */
  seenHeadcount: z.int().min(0).max(100_000).optional(),
  staffCount: z.int().min(0).max(10_000).optional(),
  leaseEndsOn: LocalDate.optional(),
  licenceEndsOn: LocalDate.optional(),
  inspectionEndsOn: LocalDate.optional(),
  /** The first of the certificates to end. */
  certificateEndsOn: LocalDate.optional(),
});
export type InspectionFindings = z.infer<typeof InspectionFindings>;

/**
 * The head of a measure (处置措施), at most 1 KB: what an officer orders about an institution, and by which article.
 * What people write lies elsewhere, sealed; its journal is its timeline.
 */
export const MeasureState = z.object({
  measureId: MeasureId,
  institutionId: InstitutionId,
  countyUnitId: UnitId,
  category: TrainingCategory,
  kind: MeasureKind,
  basis: LegalBasis,
  /** The warning because of which it was ordered, if one was. */
  alertId: AlertId.optional(),
  officerId: MemberId,
  orderedAt: EpochMs,
  status: MeasureStatus,
  /** When a talk takes place. */
  talkAt: EpochMs.optional(),
  /** Until when the institution puts things right, and whether it let that pass. */
  deadline: Deadline.optional(),
  remindedAt: EpochMs.optional(),
  isOverdue: z.boolean().optional(),
  /** The matter under which another officer confirms a stop. */
  proposalId: ProposalId.optional(),
  /** The first instant at which a stop ends by itself; absent once it is confirmed. */
  lapsesAt: EpochMs.optional(),
  findings: InspectionFindings.optional(),
  end: MeasureEnd.optional(),
  endedAt: EpochMs.optional(),
});
export type MeasureState = z.infer<typeof MeasureState>;

/** One decision, one event: the sequence of events is the head's version. */
export interface MeasureDecision {
  readonly measure: MeasureState;
  readonly event: DomainEvent;
}

export type DecidedMeasure = Result<MeasureDecision, MeasureRefusal>;

/** What every event about a measure names. */
export const namesOf = ({ measureId, institutionId }: MeasureState) => ({
  measureId,
  institutionId,
});

/** What a measure stops, if it stops anything. */
export function stopOf({ kind }: Pick<MeasureState, "kind">): StopKind | undefined {
  if (kind === "stop-release") return "release";
  return kind === "stop-sale" ? "sale" : undefined;
}

export const isOver = ({ status }: Pick<MeasureState, "status">): boolean =>
  status === "fulfilled" || status === "lifted";

/** Where an action leads; otherwise why it cannot be taken. */
export function step(
  { measureId, kind, status }: MeasureState,
  action: MeasureAction,
): Result<MeasureStatus, MeasureRefusal> {
  const next = nextStatus(kind, status, action);
  if (next !== undefined) return ok(next);
  return isOver({ status })
    ? refuseMeasure("measure.over", { measureId, status })
    : refuseMeasure("measure.step-unfit", { measureId, measure: kind, status });
}

/** The time in which the institution puts things right; none where none runs, or its end was noted. */
export const runningTime = ({ status, deadline, isOverdue }: MeasureState): Deadline | undefined =>
  isOverdue === true || status !== "in-force" ? undefined : deadline;

/** When the institution is to be reminded of its time, or that is over. */
export function dueOfMeasure(measure: MeasureState): Due | undefined {
  const deadline = runningTime(measure);
  return deadline === undefined ? undefined : nextAttention(deadline, measure.remindedAt);
}

/**
 * Whether its institution may see it. An inspection is not announced (双随机、一公开): it is seen once it is
 * recorded.
 */
export const isShownToInstitution = ({ kind, findings }: MeasureState): boolean =>
  kind !== "inspect" || findings !== undefined;
