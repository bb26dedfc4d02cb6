import { aggregates } from "../../adapters/aggregates.ts";
import {
  deliveryIdFor,
  deliveryKind,
  subscriptionsOf,
} from "../../adapters/repositories/subscription-items.ts";
import { unitsOn } from "../../adapters/rule-packs.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { worstLevel } from "../../domain/subscription/content.ts";
import { subscriptionsFor } from "../../domain/subscription/match.ts";
import type { Kit } from "../kit/deps.ts";
import type { Reaction } from "../kit/event.ts";
import { inParallel } from "../kit/in-parallel.ts";
import { orderChanges } from "./order-delivery.ts";
import { toldChanges } from "./told-change.ts";

const AT_ONCE = 8;

/**
 * Orders one delivery for each subscription that a change of an alert concerns: those of its county and of
 * every unit above. Each is a transaction of its own with an id that follows from event and subscription, so
 * that a second delivery of the event goes on where the first one stopped.
 */
export const notifySubscribers = ({ table, units }: Kit): Reaction<unknown> => {
  const deliveries = aggregates(table, deliveryKind);
  const read = toldChanges(table);

  return async (event, context) => {
    const { alert, content } = await read(event);
    const unitPath = await units.pathOf(alert.countyUnitId);
    invariant(unitPath, `the county ${alert.countyUnitId} is in the tree`);
    const all = await Promise.all(
      unitsOn(unitPath).map((unitId) => subscriptionsOf(table, unitId)),
    );
    const { indicatorId, category } = alert;
    const level = worstLevel(content);
    const meant = subscriptionsFor({ level, indicatorId, category, unitPath }, all.flat());

    const { idempotency: _whole, ...each } = context;
    await inParallel(meant, AT_ONCE, async (subscription) => {
      const deliveryId = deliveryIdFor(event.id, subscription.subscriptionId);
      if ((await deliveries.find(deliveryId)) !== undefined) return;
      const { changes } = orderChanges(deliveryId, subscription, content, each, category);
      await commitCommand(table, each, changes, {});
    });
    await commitCommand(table, context, [], { alertId: alert.alertId, told: meant.length });
  };
};
