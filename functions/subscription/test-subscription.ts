import { commitCommand } from "../../adapters/unit-of-work.ts";
import { DeliveryId } from "../../domain/shared/ids.ts";
import { requireLive } from "../../domain/subscription/subscription.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { orThrow } from "../kit/problem.ts";
import type { testSubscription as contract } from "./contracts.ts";
import { orderChanges } from "./order-delivery.ts";
import { subscriptionsOfOffices } from "./own-office.ts";
import { deliveryView } from "./views.ts";

export const testSubscription = ({ table }: Kit): UseCaseOf<typeof contract> => {
  const findOwn = subscriptionsOfOffices({ table });

  return async ({ path }, context) => {
    const { state } = await findOwn(path.subscriptionId, context, ["risk"]);
    orThrow(requireLive(state));
    const deliveryId = DeliveryId.parse(context.newId("dlv"));
    const content = { kind: "test", at: context.now } as const;
    const { delivery, changes } = orderChanges(deliveryId, state, content, context);
    return commitCommand(table, context, changes, deliveryView(delivery));
  };
};
