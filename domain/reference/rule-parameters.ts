import * as z from "zod";
import { ALERT_PARAMETER_IDS, alertParameters } from "./alert-parameters.ts";
import { COMPLAINT_PARAMETER_IDS, complaintParameters } from "./complaint-parameters.ts";
import type { ParameterDefinition } from "./parameter-definition.ts";
import { RISK_PARAMETER_IDS, riskParameters } from "./risk-parameters.ts";
import { SUPERVISION_PARAMETER_IDS, supervisionParameters } from "./supervision-parameters.ts";

export const ParameterId = z.enum([
  "charge.most-months",
  "charge.most-lessons",
  "charge.most-fen",
  "charge.summing-window-hours",
  "charge.earliest-months",
  "charge.across-terms-forbidden",
  "confirmation.silence-working-days",
  "confirmation.undo-minutes",
  "refund.silence-working-days",
  "refund.before-start-days",
  "refund.after-start-days",
  "refund.cooling-off-days",
  "refund.list-price-basis",
  "refund.quote-hours",
  "interest.institution-cause",
  "interest.consumer-cause",
  "interest.custody",
  "payout-account.hold-working-days",
  "freeze.confirm-hours",
  "order.payment-hours",
  "opening.deposit-working-days",
  "lesson.latest-end",
  "lesson.most-minutes",
  "lesson.least-gap-minutes",
  "lesson.rest-days-forbidden",
  "leave.notice-hours",
  "measure.rectify-working-days",
  ...COMPLAINT_PARAMETER_IDS,
  ...RISK_PARAMETER_IDS,
  ...ALERT_PARAMETER_IDS,
  ...SUPERVISION_PARAMETER_IDS,
]);
export type ParameterId = z.infer<typeof ParameterId>;

/**
 * Every rule parameter: its unit, and which direction is strict. Values lie in rule packs, names in
 * `rule-parameter-names.ts`.
 */
export const PARAMETERS = {
  "charge.most-months": { unit: "calendar-month", strictest: "lower" },
  "charge.most-lessons": { unit: "lesson", strictest: "lower" },
  "charge.most-fen": { unit: "fen", strictest: "lower" },
  "charge.summing-window-hours": { unit: "hour", strictest: "higher" },
  "charge.earliest-months": { unit: "calendar-month", strictest: "lower" },
  "charge.across-terms-forbidden": { unit: "flag", strictest: "higher" },
  "confirmation.silence-working-days": { unit: "working-day", strictest: "higher" },
  "confirmation.undo-minutes": { unit: "minute", strictest: "higher" },
  "refund.silence-working-days": { unit: "working-day", strictest: "lower" },
  "refund.before-start-days": { unit: "day", strictest: "lower" },
  "refund.after-start-days": { unit: "day", strictest: "lower" },
  "refund.cooling-off-days": { unit: "day", strictest: "higher" },
  "refund.list-price-basis": { unit: "flag", strictest: "higher" },
  "refund.quote-hours": { unit: "hour", strictest: "higher" },
  "interest.institution-cause": { unit: "basis-point", strictest: "higher" },
  "interest.consumer-cause": { unit: "basis-point", strictest: "higher" },
  "interest.custody": { unit: "basis-point", strictest: "higher" },
  "payout-account.hold-working-days": { unit: "working-day", strictest: "higher" },
  "freeze.confirm-hours": { unit: "hour", strictest: "lower" },
  "order.payment-hours": { unit: "hour", strictest: "lower" },
  "opening.deposit-working-days": { unit: "working-day", strictest: "lower" },
  "lesson.latest-end": { unit: "minute-of-day", strictest: "lower" },
  "lesson.most-minutes": { unit: "minute", strictest: "lower" },
  "lesson.least-gap-minutes": { unit: "minute", strictest: "higher" },
  "lesson.rest-days-forbidden": { unit: "flag", strictest: "higher" },
  "leave.notice-hours": { unit: "hour", strictest: "lower" },
  "measure.rectify-working-days": { unit: "working-day", strictest: "lower" },
  ...complaintParameters,
  ...riskParameters,
  ...alertParameters,
  ...supervisionParameters,
} as const satisfies Record<ParameterId, ParameterDefinition>;

/** Which of two values of a parameter binds more: below 0 the first one, above 0 the second. */
export const compareStrictness = (id: ParameterId, one: number, other: number): number =>
  PARAMETERS[id].strictest === "lower" ? one - other : other - one;
