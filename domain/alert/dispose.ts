import { AlertAcknowledged, AlertAssigned, AlertConcluded } from "../../events/alert.ts";
import type { MemberId, UnitId } from "../shared/ids.ts";
import { ok, type Result } from "../shared/result.ts";
import type { AlertFinding, AlertMeasure } from "../shared/risk-codes.ts";
import type { EpochMs } from "../shared/time.ts";
import { type AlertDecision, type AlertState, namesOf } from "./alert.ts";
import { stopped } from "./clocks.ts";
import { listed } from "./measures-taken.ts";
import { type AlertRefusal, refuseAlert } from "./refusals.ts";
import { step } from "./step.ts";

type Decided = Result<AlertDecision, AlertRefusal>;

/** An officer takes note of an alert and answers for it. Late is better than never, and is told by its times. */
export function decideAcknowledge(alert: AlertState, officerId: MemberId): Decided {
  const next = step(alert, "acknowledge");
  if (!next.ok) return next;
  const { acknowledgeBy: _met, ...rest } = alert;
  return ok({
    alert: { ...rest, status: next.value, acknowledgedBy: officerId },
    event: AlertAcknowledged.make({ ...namesOf(alert), level: alert.level, officerId }),
  });
}

/** An alert is given to an officer to work on; it may be given to another later. */
export function decideAssign(
  alert: AlertState,
  {
    assigneeId,
    assigneeUnitId,
    officerId,
  }: {
    readonly assigneeId: MemberId;
    /** The acting unit in which the assignee serves. */
    readonly assigneeUnitId: UnitId;
    readonly officerId: MemberId;
  },
): Decided {
  const next = step(alert, "assign");
  if (!next.ok) return next;
  if (alert.assigneeId === assigneeId)
    return refuseAlert("alert.assigned-already", { alertId: alert.alertId });
  return ok({
    alert: { ...alert, status: next.value, assigneeId, assigneeUnitId },
    event: AlertAssigned.make({ ...namesOf(alert), assigneeId, officerId }),
  });
}

export interface ConcludeAlert {
  readonly finding: AlertFinding;
  readonly measures: readonly AlertMeasure[];
  /** Of these measures the ones that nobody has taken. */
  readonly notTaken: readonly AlertMeasure[];
  readonly officerId: MemberId;
}

/** An officer says what is behind an alert: a risk that is there names what was done about it, others nothing. */
export function decideConclude(alert: AlertState, said: ConcludeAlert, at: EpochMs): Decided {
  const next = step(alert, "conclude");
  if (!next.ok) return next;
  const { finding, officerId, notTaken } = said;
  const measures = [...new Set(said.measures)];
  if (finding === "confirmed" && measures.length === 0)
    return refuseAlert("alert.measure-missing", { finding });
  if (finding !== "confirmed" && measures.length > 0)
    return refuseAlert("alert.measure-unfounded", { finding });
  if (notTaken.length > 0) return refuseAlert("alert.measure-not-taken", listed(notTaken));
  const conclusion = { finding, measures, officerId, at };
  return ok({
    alert: { ...stopped(alert), status: next.value, conclusion },
    event: AlertConcluded.make({
      ...namesOf(alert),
      level: alert.level,
      finding,
      measures,
      officerId,
    }),
  });
}
