import { InspectionRecorded, MeasureFulfilled, MeasureLifted } from "../../events/measure.ts";
import type { MemberId } from "../shared/ids.ts";
import type { MeasureEnd } from "../shared/measure-codes.ts";
import { ok } from "../shared/result.ts";
import type { EpochMs } from "../shared/time.ts";
import {
  type DecidedMeasure,
  type InspectionFindings,
  type MeasureState,
  namesOf,
  step,
} from "./measure.ts";

/** The talk was held, or what the institution put right is accepted. */
export function fulfil(measure: MeasureState, officerId: MemberId, at: EpochMs): DecidedMeasure {
  const next = step(measure, "fulfil");
  if (!next.ok) return next;
  return ok({
    measure: { ...measure, status: next.value, endedAt: at },
    event: MeasureFulfilled.make({ ...namesOf(measure), officerId, measure: measure.kind }),
  });
}

/** Officers were there: what they saw is on record, and the inspection done. */
export function recordInspection(
  measure: MeasureState,
  findings: InspectionFindings,
  officerId: MemberId,
  at: EpochMs,
): DecidedMeasure {
  const next = step(measure, "record");
  if (!next.ok) return next;
  return ok({
    measure: { ...measure, status: next.value, findings, endedAt: at },
    event: InspectionRecorded.make({ ...namesOf(measure), ...findings, officerId }),
  });
}

/**
 * Ends a measure that was not met.
 * @param officerId absent where it ended by itself
 */
export function lift(
  measure: MeasureState,
  cause: MeasureEnd,
  officerId: MemberId | undefined,
  at: EpochMs,
): DecidedMeasure {
  const next = step(measure, "lift");
  if (!next.ok) return next;
  const { lapsesAt: _over, ...rest } = measure;
  return ok({
    measure: { ...rest, status: next.value, end: cause, endedAt: at },
    event: MeasureLifted.make({ ...namesOf(measure), measure: measure.kind, cause, officerId }),
  });
}
