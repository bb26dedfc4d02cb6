import { aggregates } from "../../adapters/aggregates.ts";
import { subscriptionKind } from "../../adapters/repositories/subscription-items.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { DeliveryId, MemberId } from "../../domain/shared/ids.ts";
import { testSubscription as test } from "../../domain/subscription/subscription.ts";
import { memberOf } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { orThrow } from "../kit/problem.ts";
import type { testSubscription as contract } from "./contracts.ts";
import { orderChanges } from "./order-delivery.ts";
import { subscriptionsOfOffices } from "./own-office.ts";
import { deliveryView } from "./views.ts";

export const testSubscription = ({ table }: Kit): UseCaseOf<typeof contract> => {
  const subscriptions = aggregates(table, subscriptionKind);
  const findOwn = subscriptionsOfOffices({ table });

  return async ({ path }, context) => {
    const found = await findOwn(path.subscriptionId, context, ["risk"]);
    const officerId = MemberId.parse(memberOf(context).memberId);
    const { subscription, event } = orThrow(test(found.state, officerId, context.now));
    const deliveryId = DeliveryId.parse(context.newId("dlv"));
    const content = { kind: "test", at: context.now } as const;
    const { delivery, changes } = orderChanges(deliveryId, subscription, content, context);
    const all = [...subscriptions.change(found, subscription, event, context), ...changes];
    return commitCommand(table, context, all, deliveryView(delivery));
  };
};
