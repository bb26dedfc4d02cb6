import type * as z from "zod";
import type { Stored } from "../../adapters/aggregates.ts";
import { type Entry, entriesBetween } from "../../adapters/journal.ts";
import { openRecords } from "../../adapters/personal/sealed-record.ts";
import { keys } from "../../adapters/table/keys.ts";
import type { AlertState } from "../../domain/alert/alert.ts";
import { indicatorNames } from "../../domain/risk/indicator-names.ts";
import { toRfc3339 } from "../../domain/shared/time.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import { type AlertDetail, type AlertSummary, TimelineFacts } from "./schemas.ts";
import { standingOf, textIdOf } from "./standing.ts";

export function alertSummary(alert: AlertState): z.input<typeof AlertSummary> {
  const { institutionId, countyUnitId, category, acknowledgedBy, assigneeId } = alert;
  const { indicatorId, raisedAt, clearedAt, conclusion } = alert;
  return {
    ...standingOf(alert),
    institutionId,
    countyUnitId,
    category,
    acknowledgedBy,
    assigneeId,
    indicator: { id: indicatorId, name: indicatorNames[indicatorId] },
    raisedAt: toRfc3339(raisedAt),
    ...(clearedAt === undefined ? {} : { clearedAt: toRfc3339(clearedAt) }),
    ...(conclusion === undefined
      ? {}
      : { conclusion: { ...conclusion, at: toRfc3339(conclusion.at) } }),
  };
}

/** Everything that has happened to an alert and because of it, with what officers wrote. */
export async function timelineOf(
  kit: Pick<PersonalKit, "table" | "vault">,
  { state: { alertId }, version }: Stored<AlertState>,
): Promise<z.input<typeof AlertDetail>["timeline"]> {
  const entries = await entriesBetween(kit.table, keys.alert(alertId).pk, 1, version);
  const ids = entries.map(({ sequence }) => textIdOf(alertId, sequence));
  const texts = await openRecords(kit, "alert", ids);
  return entries.map((entry) => {
    const text = texts.get(textIdOf(alertId, entry.sequence))?.["text"];
    return { ...stepOf(entry), ...(text === undefined ? {} : { text }) };
  });
}

const stepOf = ({ at, actor, eventName, data }: Entry) => ({
  at: toRfc3339(at),
  event: eventName,
  by: actor.startsWith("platform:") ? ("platform" as const) : ("officer" as const),
  ...TimelineFacts.parse(data),
});
