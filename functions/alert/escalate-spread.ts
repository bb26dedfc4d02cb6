import * as z from "zod";
import { aggregates } from "../../adapters/aggregates.ts";
import { alertKind, openAlertsOfOwner } from "../../adapters/repositories/alert-items.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import type { AlertState } from "../../domain/alert/alert.ts";
import { escalateBySpread, type Spread, stillWarns } from "../../domain/alert/escalate.ts";
import { AlertId } from "../../domain/shared/ids.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { EventDefinition } from "../../events/define.ts";
import type { Reaction } from "../kit/event.ts";
import type { Kit } from "../kit/deps.ts";
import { alertRules } from "./alert-rules.ts";
import { commitAlert } from "./commit-alert.ts";
import { SPREADING_EVENTS } from "./contracts.ts";

/** The events after which an owner's alerts are counted, as the wrapper takes those that differ in their data. */
export const spreadingEvents: readonly EventDefinition<string, z.ZodObject>[] = SPREADING_EVENTS;

/** What all of them say. */
const Said = z.object({ alertId: AlertId });

/**
 * An alert that is new, or worse than what was explained, may be one of several of an owner's, in several places: then
 * all of them go up, each in a commit of its own. One that has gone up already is left where it is, so that this may
 * run twice.
 */
export const escalateSpread = (kit: Kit): Reaction<unknown> => {
  const alerts = aggregates(kit.table, alertKind);
  const rulesFor = alertRules(kit);

  return async ({ data }, context) => {
    const { alertId } = Said.parse(data);
    const told = await alerts.find(alertId);
    invariant(told, `${alertId} was committed with its event`);
    const open = await openAlertsOfOwner(kit.table, told.state.ownerUscc);
    const spread = spreadOf(open.map(({ state }) => state).filter(stillWarns));
    const { idempotency: _once, ...repeatable } = context;
    for (const found of open) {
      const rules = await rulesFor(found.state, context.now);
      const decided = escalateBySpread(found.state, spread, rules, context.now);
      if (decided !== undefined) await commitAlert(kit, repeatable, found, decided);
    }
    await commitCommand(kit.table, context, [], { alertId });
  };
};

const spreadOf = (warning: readonly AlertState[]): Spread => ({
  counties: new Set(warning.map(({ countyUnitId }) => countyUnitId)).size,
  provinces: new Set(warning.map(({ provinceUnitId }) => provinceUnitId)).size,
});
