import * as z from "zod";
import { AlertId, InstitutionId, UnitId } from "../shared/ids.ts";
import { AlertLevel, IndicatorId } from "../shared/risk-codes.ts";
import { AlertChange } from "../shared/subscription-codes.ts";
import { EpochMs, LocalDate, toRfc3339 } from "../shared/time.ts";
import { DigestCounts } from "./digest.ts";

/** What is told: ids, codes and counts. Whoever is told looks up the rest, and may have to sign in for it. */
export const DeliveryContent = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("alert"),
    change: AlertChange,
    alertId: AlertId,
    institutionId: InstitutionId,
    indicatorId: IndicatorId,
    level: AlertLevel,
    countyUnitId: UnitId,
    cityUnitId: UnitId.optional(),
    provinceUnitId: UnitId,
    at: EpochMs,
  }),
  z.object({ kind: z.literal("digest"), unitId: UnitId, day: LocalDate, counts: DigestCounts }),
  z.object({ kind: z.literal("test"), at: EpochMs }),
]);
export type DeliveryContent = z.infer<typeof DeliveryContent>;
export type AlertContent = Extract<DeliveryContent, { kind: "alert" }>;

/** The name under which a program knows what it is told: `alert-raised`, `digest`, `test`. */
export const typeOf = (content: DeliveryContent): string =>
  content.kind === "alert" ? `alert-${content.change}` : content.kind;

/** As programs read it: JSON with instants as text. */
export function messageOf(id: string, content: DeliveryContent): Readonly<Record<string, unknown>> {
  const { kind: _kind, ...said } = content;
  return { id, type: typeOf(content), ...said, ...("at" in said && { at: toRfc3339(said.at) }) };
}

/** As severe as an alert is, or was until now. */
export const worstLevel = ({
  change,
  level,
}: Pick<AlertContent, "change" | "level">): AlertLevel => (change === "lowered" ? "red" : level);

/**
 * By what agencies that subscribe to the topic choose, and the event, by which they tell a repeat: the topic itself
 * knows none. The level is the worse one where it changes: whoever listens for red ones alone hears that one no longer is.
 */
export function attributesOf(
  eventId: string,
  content: AlertContent,
): Readonly<Record<string, string>> {
  const { indicatorId, countyUnitId, cityUnitId, provinceUnitId } = content;
  return {
    level: worstLevel(content),
    indicator: indicatorId,
    province: provinceUnitId,
    ...(cityUnitId === undefined ? {} : { city: cityUnitId }),
    county: countyUnitId,
    event: eventId,
  };
}
