import type * as z from "zod";
import type { Stored } from "../../adapters/aggregates.ts";
import { entriesBetween, type Entry } from "../../adapters/journal.ts";
import { openRecords } from "../../adapters/personal/sealed-record.ts";
import { keys } from "../../adapters/table/keys.ts";
import type { MeasureState } from "../../domain/measure/measure.ts";
import { toRfc3339 } from "../../domain/shared/time.ts";
import { RectificationSubmitted } from "../../events/measure.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import type { MeasureDetail, MeasureForInstitution, MeasureSummary } from "./schemas.ts";
import { legalBasisView } from "./legal-basis-view.ts";
import { textIdOf } from "./step.ts";

/** A measure as its institution sees it. */
export function measureForInstitution(
  measure: MeasureState,
): z.input<typeof MeasureForInstitution> {
  const { measureId, institutionId, kind, status, isOverdue = false } = measure;
  const { talkAt, deadline, lapsesAt, findings, endedAt, end } = measure;
  return {
    ...{ measureId, institutionId, measure: kind, status, isOverdue },
    basis: legalBasisView(measure.basis),
    orderedAt: toRfc3339(measure.orderedAt),
    ...(talkAt === undefined ? {} : { talkAt: toRfc3339(talkAt) }),
    ...(deadline === undefined ? {} : { deadline: deadlineView(deadline) }),
    ...(lapsesAt === undefined ? {} : { lapsesAt: toRfc3339(lapsesAt) }),
    ...(findings === undefined ? {} : { findings }),
    ...(endedAt === undefined ? {} : { endedAt: toRfc3339(endedAt) }),
    ...(end === undefined ? {} : { endedBy: end }),
  };
}

const deadlineView = ({ lastDay, basis, provisional }: NonNullable<MeasureState["deadline"]>) => ({
  dueOn: lastDay,
  article: basis,
  isProvisional: provisional,
});

/** The same for officers. */
export function measureSummary(measure: MeasureState): z.input<typeof MeasureSummary> {
  const { officerId, alertId, proposalId } = measure;
  return { ...measureForInstitution(measure), officerId, alertId, proposalId };
}

type Timeline = z.input<typeof MeasureDetail>["timeline"];

function sideOf({ actor, eventName }: Entry): Timeline[number]["by"] {
  if (actor.startsWith("platform:")) return "platform";
  return eventName === RectificationSubmitted.name ? "institution" : "authority";
}

/** Every step of a measure, with what was written. */
export async function timelineOf(
  kit: PersonalKit,
  { state: { measureId }, version }: Stored<MeasureState>,
): Promise<Timeline> {
  const entries = await entriesBetween(kit.table, keys.measure(measureId).pk, 1, version);
  const ids = entries.map(({ sequence }) => textIdOf(measureId, sequence));
  const texts = await openRecords(kit, "measure", ids);
  return entries.map((entry) => {
    const text = texts.get(textIdOf(measureId, entry.sequence))?.["text"];
    return {
      at: toRfc3339(entry.at),
      event: entry.eventName,
      by: sideOf(entry),
      ...(text === undefined ? {} : { text }),
    };
  });
}
