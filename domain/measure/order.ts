import { MeasureOrdered } from "../../events/measure.ts";
import type { InstitutionState } from "../institution/institution.ts";
import type { Deadline } from "../shared/deadline.ts";
import type { AlertId, MeasureId, MemberId } from "../shared/ids.ts";
import type { LegalBasis, MeasureKind } from "../shared/measure-codes.ts";
import { ok, type Result } from "../shared/result.ts";
import { toRfc3339, type EpochMs } from "../shared/time.ts";
import { bears } from "./legal-bases.ts";
import { type DecidedMeasure, type MeasureDecision, type MeasureState } from "./measure.ts";
import { type MeasureRefusal, refuseMeasure } from "./refusals.ts";

/** Who orders what, and by which article. */
export interface OrderMeasure {
  readonly measureId: MeasureId;
  readonly officerId: MemberId;
  readonly basis: LegalBasis;
  /** An alert of the same institution. */
  readonly alertId?: AlertId | undefined;
}

/** 约谈: those who answer for the institution come and explain. */
export function orderTalk(
  institution: InstitutionState,
  command: OrderMeasure & { readonly talkAt: EpochMs },
  at: EpochMs,
): DecidedMeasure {
  const { talkAt, ...order } = command;
  if (talkAt <= at) return refuseMeasure("measure.talk-in-the-past", { talkAt: toRfc3339(talkAt) });
  return ordered(institution, "talk", order, { talkAt }, at);
}

/** 限期整改: the institution puts things right by a day. */
export const orderRectification = (
  institution: InstitutionState,
  command: OrderMeasure & { readonly deadline: Deadline },
  at: EpochMs,
): DecidedMeasure => {
  const { deadline, ...order } = command;
  return ordered(institution, "rectify", order, { deadline }, at);
};

/** 现场检查: officers go and look. */
export const orderInspection = (
  institution: InstitutionState,
  command: OrderMeasure,
  at: EpochMs,
): DecidedMeasure => ordered(institution, "inspect", command, {}, at);

/** A measure that is in force from now on, whatever its kind. */
export function ordered(
  institution: InstitutionState,
  kind: MeasureKind,
  { measureId, officerId, basis, alertId }: OrderMeasure,
  own: Pick<MeasureState, "talkAt" | "deadline" | "proposalId" | "lapsesAt">,
  at: EpochMs,
): Result<MeasureDecision, MeasureRefusal> {
  if (!bears(basis, kind)) return refuseMeasure("measure.basis-unfit", { basis, measure: kind });
  const { institutionId, countyUnitId, category } = institution;
  const dueAt = own.talkAt ?? own.deadline?.dueAt;
  return ok({
    measure: {
      ...{ measureId, institutionId, countyUnitId, category, kind, basis, officerId },
      ...(alertId === undefined ? {} : { alertId }),
      ...own,
      orderedAt: at,
      status: "in-force",
    },
    event: MeasureOrdered.make({
      ...{ measureId, institutionId, officerId, measure: kind, basis, alertId },
      ...(dueAt === undefined ? {} : { dueAt: toRfc3339(dueAt) }),
      ...(own.lapsesAt === undefined ? {} : { lapsesAt: toRfc3339(own.lapsesAt) }),
    }),
  });
}
