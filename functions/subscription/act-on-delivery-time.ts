import { aggregates } from "../../adapters/aggregates.ts";
import { deliveryKind } from "../../adapters/repositories/subscription-items.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { actOnTime } from "../../domain/subscription/delivery.ts";
import type { RequestContext } from "../kit/context.ts";
import type { Kit } from "../kit/deps.ts";

/** A delivery's time has come: it is tried again, or an attempt given up of which nothing was heard. */
export const actOnDeliveryTime = ({ table }: Pick<Kit, "table">) => {
  const deliveries = aggregates(table, deliveryKind);
  return async (deliveryId: string, context: RequestContext): Promise<string> => {
    const found = await deliveries.find(deliveryId);
    const next = found && actOnTime(found.state, context.now);
    if (found === undefined || next === undefined) return "nothing-due";
    const changes = deliveries.change(found, next.delivery, next.event, context);
    await commitCommand(table, context, changes, {});
    return next.delivery.status;
  };
};
