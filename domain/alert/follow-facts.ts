import { AlertCleared, AlertLowered, AlertRaised, AlertRaisedHigher } from "../../events/alert.ts";
import type { AlertId, InstitutionId, UnitId } from "../shared/ids.ts";
import { invariant } from "../shared/invariant.ts";
import { nextState } from "../shared/lifecycle.ts";
import type { AlertInputs, AlertLevel, IndicatorId } from "../shared/risk-codes.ts";
import type { EpochMs } from "../shared/time.ts";
import type { TrainingCategory } from "../shared/training.ts";
import { type AlertDecision, type AlertState, namesOf, timesOf } from "./alert.ts";
import { type AlertRules, earlier, stopped } from "./clocks.ts";
import { handedOn } from "./route.ts";
import { type AlertAction, type AlertStatus, alertTransitions } from "./transitions.ts";

/** What an indicator says of an institution now. */
export interface Verdict {
  readonly indicatorId: IndicatorId;
  readonly level: AlertLevel | "none";
  readonly inputs: AlertInputs;
}

/** Of which institution, and where it lies. */
export interface AlertSubject {
  readonly alertId: AlertId;
  readonly institutionId: InstitutionId;
  readonly countyUnitId: UnitId;
  readonly cityUnitId?: UnitId;
  readonly provinceUnitId: UnitId;
  readonly category: TrainingCategory;
  /** Whose institution it is, by unified social credit code; its own where nobody else is known. */
  readonly ownerUscc: string;
}

/** Raises an alert where none is open. @returns nothing where the indicator does not warn */
export function raiseAlert(
  subject: AlertSubject,
  { indicatorId, level, inputs }: Verdict,
  rules: AlertRules,
  at: EpochMs,
): AlertDecision | undefined {
  if (level === "none") return undefined;
  const times = rules.times(level, at);
  const alert: AlertState = {
    ...subject,
    indicatorId,
    level,
    inputs,
    status: "raised",
    tier: "county",
    raisedAt: at,
    ...times,
  };
  const { countyUnitId } = subject;
  return {
    alert,
    event: AlertRaised.make({
      ...namesOf(alert),
      level,
      inputs,
      countyUnitId,
      ...timesOf(times),
    }),
  };
}

/**
 * Brings an open alert into line with what its indicator says now. The same level as before changes nothing, so
 * that an evaluation may come twice, and late.
 * @returns nothing where nothing changes
 */
export function followFacts(
  alert: AlertState,
  verdict: Verdict,
  rules: AlertRules,
  at: EpochMs,
): AlertDecision | undefined {
  const { indicatorId, level, inputs } = verdict;
  invariant(
    indicatorId === alert.indicatorId,
    `${alert.alertId} follows ${alert.indicatorId}, not ${indicatorId}`,
  );
  if (alert.status === "cleared" || level === alert.level) return undefined;
  if (level === "none") return clear(alert, inputs, at);
  return level === "red"
    ? raiseHigher(alert, level, inputs, rules, at)
    : lower(alert, level, inputs);
}

const led = ({ alertId, status }: AlertState, action: AlertAction): AlertStatus => {
  const next = nextState(alertTransitions, status, action);
  invariant(next, `the facts may ${action} ${alertId} while it is ${status}`);
  return next;
};

function clear(alert: AlertState, inputs: AlertInputs, at: EpochMs): AlertDecision {
  const status = led(alert, "clear");
  const { isOverdue: _settled, ...rest } = stopped(alert);
  return {
    alert: { ...rest, status, inputs, clearedAt: at },
    event: AlertCleared.make({ ...namesOf(alert), level: alert.level, inputs }),
  };
}

/** Its times begin anew; the time to conclude never ends later than it would have. */
function raiseHigher(
  alert: AlertState,
  level: AlertLevel,
  inputs: AlertInputs,
  rules: AlertRules,
  at: EpochMs,
): AlertDecision {
  const status = led(alert, "raise-higher");
  const { acknowledgedBy: _former, conclusion: _old, isOverdue: _late, ...rest } = alert;
  const fresh = rules.times(level, at);
  const times = { ...fresh, concludeBy: earlier(alert.concludeBy, fresh.concludeBy) };
  return {
    alert: { ...rest, ...times, status, level, inputs },
    event: AlertRaisedHigher.make({ ...namesOf(alert), level, inputs, ...timesOf(times) }),
  };
}

/** Its times stay as they run: what was red is looked at as fast as red is. The city no longer acts on yellow. */
function lower(former: AlertState, level: AlertLevel, inputs: AlertInputs): AlertDecision {
  const status = led(former, "lower");
  const { alert, formerAssigneeId } = handedOn({ ...former, status, level, inputs });
  return {
    alert,
    event: AlertLowered.make({ ...namesOf(alert), level, inputs, formerAssigneeId }),
  };
}
