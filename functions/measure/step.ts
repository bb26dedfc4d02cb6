import { aggregates, type Stored } from "../../adapters/aggregates.ts";
import { sealedRecordChange } from "../../adapters/personal/sealed-record.ts";
import { measureKind } from "../../adapters/repositories/measure-items.ts";
import type { Table } from "../../adapters/table/table.ts";
import type { Change } from "../../adapters/unit-of-work.ts";
import type { NotedOnAlert } from "../../domain/alert/timeline.ts";
import { isOver, type MeasureDecision, type MeasureState } from "../../domain/measure/measure.ts";
import type { MemberId } from "../../domain/shared/ids.ts";
import { MeasureOrdered } from "../../events/measure.ts";
import { alertNoteChanges } from "../alert/note-on-alert.ts";
import type { RequestContext } from "../kit/context.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import { measureNotices } from "./notices.ts";

/** A step of a measure, and who took it; nobody where it came about by itself. */
export interface MeasureStep extends MeasureDecision {
  readonly officerId?: MemberId | undefined;
}

/**
 * What a step writes: head and entry, the notices, and where it begins or ends a measure that was ordered because
 * of an alert, a note on that alert's timeline.
 */
export async function measureChanges(
  table: Table,
  context: RequestContext,
  before: Stored<MeasureState> | undefined,
  { officerId, ...decided }: MeasureStep,
): Promise<readonly Change[]> {
  const { measure, event } = decided;
  const measures = aggregates(table, measureKind);
  return [
    ...(before === undefined
      ? measures.create(measure, event, context)
      : measures.change(before, measure, event, context)),
    ...measureNotices(context, decided),
    ...(await alertNoteChanges(table, context, notedOf(decided, officerId))),
  ];
}

/** Its beginning or its end, on the timeline of the alert because of which it was ordered. */
function notedOf(
  { measure, event }: MeasureDecision,
  officerId: MemberId | undefined,
): NotedOnAlert | undefined {
  const { alertId, measureId, kind } = measure;
  if (alertId === undefined) return undefined;
  const about = { measureId, measure: kind };
  if (event.name === MeasureOrdered.name)
    return { alertId, note: { kind: "measure-taken", ...about, officerId: measure.officerId } };
  return isOver(measure)
    ? { alertId, note: { kind: "measure-lifted", ...about, officerId } }
    : undefined;
}

/** What is written about a measure is found by the entry of the journal that it belongs to. */
export const textIdOf = (measureId: string, sequence: number): string => `${measureId}.${sequence}`;

/** What a side wrote with its step, sealed beside the journal's entry. */
export const textChange = (
  { vault }: Pick<PersonalKit, "vault">,
  measureId: string,
  sequence: number,
  text: string,
): Promise<Change> => sealedRecordChange(vault, "measure", textIdOf(measureId, sequence), { text });
