import type { Stored } from "../../adapters/aggregates.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import type { MeasureState } from "../../domain/measure/measure.ts";
import type { RequestContext } from "../kit/context.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import { measureChanges, type MeasureStep, textChange } from "./step.ts";

/** Takes a measure one step on, with what the side wrote sealed beside the journal's entry. */
export async function commitWrittenStep<A extends Record<string, unknown>>(
  kit: Pick<PersonalKit, "table" | "vault">,
  context: RequestContext,
  found: Stored<MeasureState>,
  { step, text }: { readonly step: MeasureStep; readonly text: string },
  viewOf: (measure: MeasureState) => A,
): Promise<A> {
  const { measureId } = found.state;
  const written = await textChange(kit, measureId, found.version + 1, text);
  const changes = await measureChanges(kit.table, context, found, step);
  return commitCommand(kit.table, context, [...changes, written], viewOf(step.measure));
}
