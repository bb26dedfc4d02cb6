import { aggregates } from "../../adapters/aggregates.ts";
import { deliveryIdFor, subscriptionKind } from "../../adapters/repositories/subscription-items.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { countsFor } from "../../domain/subscription/digest.ts";
import { drawUpDigest } from "../../domain/subscription/subscription.ts";
import type { RequestContext } from "../kit/context.ts";
import type { Kit } from "../kit/deps.ts";
import { digestReader } from "./digest-of-unit.ts";
import { orderChanges } from "./order-delivery.ts";

/** A morning's digest goes to its subscriber: ordered, and the next one due, in one transaction. */
export const sendDigest = (kit: Pick<Kit, "table" | "units">) => {
  const { table } = kit;
  const subscriptions = aggregates(table, subscriptionKind);
  const digestOf = digestReader(kit);

  return async (subscriptionId: string, context: RequestContext): Promise<string> => {
    const found = await subscriptions.find(subscriptionId);
    const drawn = found && drawUpDigest(found.state, context.now);
    if (found === undefined || drawn === undefined) return "nothing-due";
    const { subscription, event, day } = drawn;
    const { unitId, department } = subscription;
    const counts = countsFor(department, await digestOf(unitId, day, context.now));
    const deliveryId = deliveryIdFor(`digest.${unitId}.${day}`, subscriptionId);
    const content = { kind: "digest", unitId, day, counts } as const;
    const { changes } = orderChanges(deliveryId, subscription, content, context);
    const all = [...subscriptions.change(found, subscription, event, context), ...changes];
    await commitCommand(table, context, all, {});
    return "sent";
  };
};
