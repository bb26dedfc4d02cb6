import { aggregates } from "../../adapters/aggregates.ts";
import { deliveryKind } from "../../adapters/repositories/subscription-items.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { replay } from "../../domain/subscription/delivery.ts";
import { requireLive } from "../../domain/subscription/subscription.ts";
import { notFound } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { orThrow } from "../kit/problem.ts";
import type { replayDelivery as contract } from "./contracts.ts";
import { subscriptionsOfOffices } from "./own-office.ts";
import { deliveryView } from "./views.ts";

export const replayDelivery = ({ table }: Kit): UseCaseOf<typeof contract> => {
  const deliveries = aggregates(table, deliveryKind);
  const findOwn = subscriptionsOfOffices({ table });

  return async ({ path: { deliveryId } }, context) => {
    const thing = { kind: "delivery", id: deliveryId } as const;
    const found = await deliveries.find(deliveryId);
    if (found === undefined) throw notFound(thing.kind, thing.id);
    const { state } = await findOwn(found.state.subscriptionId, context, ["risk"], thing);
    orThrow(requireLive(state));
    const { delivery, event } = orThrow(replay(found.state, context.now));
    const changes = deliveries.change(found, delivery, event, context);
    return commitCommand(table, context, changes, deliveryView(delivery));
  };
};
