import { nextState } from "../shared/lifecycle.ts";
import { ok, type Result } from "../shared/result.ts";
import type { AlertState } from "./alert.ts";
import { type AlertRefusal, refuseAlert } from "./refusals.ts";
import { type AlertAction, type AlertStatus, alertTransitions } from "./transitions.ts";

/** Where an officer's action leads, if the lifecycle allows it now; otherwise why not. */
export function step(
  { alertId, status }: AlertState,
  action: AlertAction,
): Result<AlertStatus, AlertRefusal> {
  const next = nextState(alertTransitions, status, action);
  return next === undefined ? refuseAlert(codeAt(status), { alertId }) : ok(next);
}

type StepRefusal = Extract<
  AlertRefusal,
  "alert.already-acknowledged" | "alert.not-acknowledged" | "alert.concluded" | "alert.cleared"
>;

const CODES: Readonly<Record<AlertStatus, StepRefusal>> = {
  raised: "alert.not-acknowledged",
  acknowledged: "alert.already-acknowledged",
  concluded: "alert.concluded",
  cleared: "alert.cleared",
};

const codeAt = (status: AlertStatus): StepRefusal => CODES[status];
