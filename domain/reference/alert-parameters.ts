import type { ParameterDefinition } from "./parameter-definition.ts";

/** What localities may set for the handling of alerts; the values lie in `risk-rule-pack.ts`. */
export const ALERT_PARAMETER_IDS = [
  "alert.yellow-acknowledge-working-days",
  "alert.yellow-conclude-working-days",
  "alert.red-acknowledge-hours",
  "alert.red-conclude-working-days",
  "alert.province-from-counties",
  "alert.nation-from-provinces",
] as const;

/** The stricter value is the one that calls people, or a higher authority, earlier. */
export const alertParameters = {
  "alert.yellow-acknowledge-working-days": { unit: "working-day", strictest: "lower" },
  "alert.yellow-conclude-working-days": { unit: "working-day", strictest: "lower" },
  "alert.red-acknowledge-hours": { unit: "hour", strictest: "lower" },
  "alert.red-conclude-working-days": { unit: "working-day", strictest: "lower" },
  "alert.province-from-counties": { unit: "unit", strictest: "lower" },
  "alert.nation-from-provinces": { unit: "unit", strictest: "lower" },
} as const satisfies Record<(typeof ALERT_PARAMETER_IDS)[number], ParameterDefinition>;
