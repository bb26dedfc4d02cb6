import { AlertEscalated, AlertOverdue } from "../../events/alert.ts";
import type { MemberId } from "../shared/ids.ts";
import { ok, type Result } from "../shared/result.ts";
import { ALERT_TIERS, type AlertTier, type EscalationReason } from "../shared/risk-codes.ts";
import type { EpochMs } from "../shared/time.ts";
import { type AlertDecision, type AlertState, namesOf, timesOf } from "./alert.ts";
import { type AlertRules, isLate, stopped } from "./clocks.ts";
import { type AlertRefusal, refuseAlert } from "./refusals.ts";
import { handedOn, unitAt } from "./route.ts";
import { step } from "./step.ts";

/**
 * Takes an alert up because nobody acknowledged or concluded it in time: from the county to the province. What a
 * province or the nation leaves lying stays there, and is shown as overdue: no rule calls the nation for that.
 */
export function decideOverdue(
  alert: AlertState,
  rules: AlertRules,
  at: EpochMs,
): Result<AlertDecision, AlertRefusal> {
  const next = step(alert, "escalate");
  if (!next.ok) return next;
  const { alertId, tier, level } = alert;
  if (alert.isOverdue === true) return refuseAlert("alert.nothing-above", { alertId });
  if (!isLate(alert, at)) return refuseAlert("alert.not-late", { alertId });
  if (tier === "county") return ok(takenUp(alert, "province", "overdue", rules, at));
  return ok({
    alert: { ...stopped(alert), isOverdue: true },
    event: AlertOverdue.make({ ...namesOf(alert), level, tier, unitId: unitAt(alert, tier) }),
  });
}

/** Takes an alert up because an officer asks for it: to the province, and from there to the nation. */
export function decideEscalate(
  alert: AlertState,
  officerId: MemberId,
  rules: AlertRules,
  at: EpochMs,
): Result<AlertDecision, AlertRefusal> {
  const { alertId, tier, status } = alert;
  if (status === "concluded" || status === "cleared")
    return refuseAlert(`alert.${status}`, { alertId });
  const to = ALERT_TIERS[ALERT_TIERS.indexOf(tier) + 1];
  if (to === undefined) return refuseAlert("alert.at-the-top", { alertId });
  return ok(takenUp(alert, to, "by-officer", rules, at, officerId));
}

/** Whether an alert still says that something is wrong: not if it is over, or an officer has explained it. */
export const stillWarns = ({ status, conclusion }: AlertState): boolean =>
  status !== "cleared" && (conclusion === undefined || conclusion.finding === "confirmed");

/** In how many counties and provinces the institutions of one owner have alerts that still warn. */
export interface Spread {
  readonly counties: number;
  readonly provinces: number;
}

/**
 * Takes an alert up because its owner's institutions have alerts in several places.
 * @returns nothing where it lies high enough, or nobody has to act on it any more
 */
export function escalateBySpread(
  alert: AlertState,
  { counties, provinces }: Spread,
  rules: AlertRules,
  at: EpochMs,
): AlertDecision | undefined {
  if (!step(alert, "escalate").ok) return undefined;
  const { provinceFromCounties, nationFromProvinces } = rules.spread;
  if (provinces >= nationFromProvinces && isBelow(alert, "nation"))
    return takenUp(alert, "nation", "several-provinces", rules, at);
  if (counties >= provinceFromCounties && isBelow(alert, "province"))
    return takenUp(alert, "province", "several-counties", rules, at);
  return undefined;
}

const isBelow = ({ tier }: AlertState, other: AlertTier): boolean =>
  ALERT_TIERS.indexOf(tier) < ALERT_TIERS.indexOf(other);

/** The higher authority has its own times, and its own officers. */
function takenUp(
  former: AlertState,
  to: AlertTier,
  because: EscalationReason,
  rules: AlertRules,
  at: EpochMs,
  officerId?: MemberId,
): AlertDecision {
  const { acknowledgedBy: _former, isOverdue: _late, ...rest } = former;
  const { level, tier: from } = former;
  const times = rules.times(level, at);
  const { alert, formerAssigneeId } = handedOn({ ...rest, ...times, status: "raised", tier: to });
  return {
    alert,
    event: AlertEscalated.make({
      ...namesOf(alert),
      level,
      from,
      to,
      unitId: unitAt(alert, to),
      because,
      ...(officerId === undefined ? {} : { officerId }),
      formerAssigneeId,
      ...timesOf(times),
    }),
  };
}
