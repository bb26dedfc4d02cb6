import type { InstitutionState } from "../institution/institution.ts";
import { isOver, type MeasureState } from "../measure/measure.ts";
import { measureNamesZh } from "../shared/measure-names.ts";
import type { AlertMeasure } from "../shared/risk-codes.ts";
import type { EpochMs } from "../shared/time.ts";

/** Measures as a refusal names them. */
export const listed = (measures: readonly AlertMeasure[]) => ({
  measures: measures.join(", "),
  measuresZh: measures.map((measure) => measureNamesZh[measure]).join("、"),
});

/** What an authority does elsewhere: the platform cannot tell whether it was done, and takes the officer's word. */
const ELSEWHERE: readonly AlertMeasure[] = ["file-case", "publish"];

/**
 * Of the measures that a conclusion names, those that nobody has taken. One counts that is in force, for whatever
 * alert it was ordered, or was ordered since this one was raised and stood: what was not confirmed did not.
 */
export function measuresNotTaken(
  named: readonly AlertMeasure[],
  institution: Pick<InstitutionState, "freeze">,
  ordered: readonly MeasureState[],
  raisedAt: EpochMs,
): readonly AlertMeasure[] {
  const taken = new Set<AlertMeasure>([
    ...ELSEWHERE,
    ...(institution.freeze === undefined ? [] : (["freeze"] as const)),
    ...ordered.filter((measure) => stands(measure, raisedAt)).map(({ kind }) => kind),
  ]);
  return named.filter((measure) => !taken.has(measure));
}

const stands = (measure: MeasureState, raisedAt: EpochMs): boolean =>
  !isOver(measure) ||
  (measure.orderedAt >= raisedAt && measure.end !== "rejected" && measure.end !== "lapsed");
