import { subscriptionsOf } from "../../adapters/repositories/subscription-items.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { listSubscriptions as contract } from "./contracts.ts";
import { ownOffice } from "./own-office.ts";
import { subscriptionView } from "./views.ts";

export const listSubscriptions =
  ({ table }: Kit): UseCaseOf<typeof contract> =>
  async ({ query }, context) => {
    const office = ownOffice(context, ["risk", "audit"], query.unitId);
    const found = await subscriptionsOf(table, office.unitId);
    const own = found.filter(({ department }) => department === office.department);
    return { subscriptions: own.map(subscriptionView) };
  };
