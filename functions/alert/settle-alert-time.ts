import { aggregates } from "../../adapters/aggregates.ts";
import { type CalendarEdition, calendarReader } from "../../adapters/calendar-reader.ts";
import { alertKind } from "../../adapters/repositories/alert-items.ts";
import { nextDueOf, recountTimes } from "../../domain/alert/clocks.ts";
import { decideOverdue } from "../../domain/alert/escalate.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { RequestContext } from "../kit/context.ts";
import type { Kit } from "../kit/deps.ts";
import { alertRules } from "./alert-rules.ts";
import { commitAlert } from "./commit-alert.ts";

/**
 * What the times of an alert bring about: at the end of one of them the next authority, or, where a province let
 * it pass, the mark that it is overdue. Whatever someone did meanwhile goes first; and the days are counted by
 * the calendar as it is now.
 */
export const settleAlertTime = (kit: Kit) => {
  const { table, now } = kit;
  const alerts = aggregates(table, alertKind);
  const calendarAt = calendarReader(table, now);
  const rulesFor = alertRules(kit);

  return async (
    alertId: string,
    context: RequestContext,
    correction?: CalendarEdition,
  ): Promise<string> => {
    const found = await alerts.find(alertId);
    invariant(found, `${alertId} is due and exists`);
    if (nextDueOf(found.state) === undefined) return "nothing-runs";

    const counted = recountTimes(found.state, await calendarAt(found.state.raisedAt, correction));
    if (counted !== undefined) {
      await commitAlert(kit, context, found, counted);
      return "recounted";
    }
    const rules = await rulesFor(found.state, context.now);
    const decided = decideOverdue(found.state, rules, context.now);
    if (!decided.ok) return decided.refusal.code;
    await commitAlert(kit, context, found, decided.value);
    return decided.value.event.name;
  };
};
