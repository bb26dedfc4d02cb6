import { aggregates } from "../../adapters/aggregates.ts";
import {
  addressErased,
  placeFreed,
  subscriptionKind,
} from "../../adapters/repositories/subscription-items.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { MemberId } from "../../domain/shared/ids.ts";
import { endSubscription as end } from "../../domain/subscription/subscription.ts";
import { memberOf } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { orThrow } from "../kit/problem.ts";
import type { endSubscription as contract } from "./contracts.ts";
import { subscriptionsOfOffices } from "./own-office.ts";
import { subscriptionView } from "./views.ts";

export const endSubscription = ({ table }: Kit): UseCaseOf<typeof contract> => {
  const subscriptions = aggregates(table, subscriptionKind);
  const findOwn = subscriptionsOfOffices({ table });

  return async ({ path }, context) => {
    const found = await findOwn(path.subscriptionId, context, ["risk"]);
    const officerId = MemberId.parse(memberOf(context).memberId);
    const { subscription, event } = orThrow(end(found.state, officerId, context.now));
    const changes = [
      ...subscriptions.change(found, subscription, event, context),
      addressErased(path.subscriptionId),
      placeFreed(found.state.unitId),
    ];
    return commitCommand(table, context, changes, subscriptionView(subscription));
  };
};
