import { noticeChanges } from "../../adapters/notices/record-notice.ts";
import type { Change } from "../../adapters/unit-of-work.ts";
import type { AlertDecision, AlertState } from "../../domain/alert/alert.ts";
import { routeOf } from "../../domain/alert/route.ts";
import type { UnitId } from "../../domain/shared/ids.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { toRfc3339 } from "../../domain/shared/time.ts";
import * as events from "../../events/alert.ts";
import type { RequestContext } from "../kit/context.ts";

/** What somebody has to act on now, and others have to know. */
const TO_ACT: readonly string[] = [
  events.AlertRaised.name,
  events.AlertRaisedHigher.name,
  events.AlertEscalated.name,
];

/**
 * The notices of a decision, in the inboxes of the authorities that it concerns, for the same transaction. The
 * institution is not told: who is about to run away would be warned.
 */
export function alertNotices(
  context: RequestContext,
  { alert, event }: AlertDecision,
): readonly Change[] {
  const { act, told } = routeOf(alert);
  if (TO_ACT.includes(event.name))
    return [
      ...act.flatMap((unitId) => toActNotice(context, alert, unitId)),
      ...told.flatMap((unitId) => plainNotice(context, alert, unitId, "alert-told")),
    ];
  if (event.name === events.AlertOverdue.name)
    return act.flatMap((unitId) => plainNotice(context, alert, unitId, "alert-overdue"));
  if (event.name === events.AlertCleared.name)
    return [...act, ...told].flatMap((unitId) =>
      plainNotice(context, alert, unitId, "alert-cleared"),
    );
  return [];
}

const inboxOf = ({ category }: AlertState, unitId: UnitId) => ({
  kind: "unit" as const,
  unitId,
  category,
});

const factsOf = ({ alertId, institutionId, indicatorId, level }: AlertState) => ({
  alertId,
  institutionId,
  indicatorId,
  level,
});

function toActNotice(context: RequestContext, alert: AlertState, unitId: UnitId) {
  const { acknowledgeBy, concludeBy } = alert;
  invariant(
    acknowledgeBy && concludeBy,
    `times run for ${alert.alertId} once it is to be acted on`,
  );
  return noticeChanges(context, {
    recipient: inboxOf(alert, unitId),
    template: "alert-to-act",
    facts: {
      ...factsOf(alert),
      acknowledgeAt: toRfc3339(acknowledgeBy.dueAt),
      concludeAt: toRfc3339(concludeBy.dueAt),
    },
    about: {},
  });
}

const plainNotice = (
  context: RequestContext,
  alert: AlertState,
  unitId: UnitId,
  template: "alert-told" | "alert-overdue" | "alert-cleared",
): readonly Change[] =>
  noticeChanges(context, {
    recipient: inboxOf(alert, unitId),
    template,
    facts: factsOf(alert),
    about: {},
  });
