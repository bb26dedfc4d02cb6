import { aggregates } from "../../adapters/aggregates.ts";
import { deliveryKind } from "../../adapters/repositories/subscription-items.ts";
import { keys } from "../../adapters/table/keys.ts";
import { cursors } from "../kit/cursor.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { listDeliveries as contract } from "./contracts.ts";
import { subscriptionsOfOffices } from "./own-office.ts";
import { deliveryView } from "./views.ts";

export const listDeliveries = ({ table, mac }: Kit): UseCaseOf<typeof contract> => {
  const deliveries = aggregates(table, deliveryKind);
  const findOwn = subscriptionsOfOffices({ table });
  const pages = cursors(mac);

  return async ({ path: { subscriptionId }, query: { limit, cursor } }, context) => {
    await findOwn(subscriptionId, context, ["risk", "audit"]);
    const filter = { subscriptionId };
    const after = await pages.read(context, filter, cursor);
    const page = await table.query({
      index: "gsi1",
      pk: keys.deliveriesOfSubscription(subscriptionId),
      backwards: true,
      limit,
      ...(after === undefined ? {} : { after }),
    });
    const found = await deliveries.findMany(page.items.map((item) => keys.idOf(item.pk)));
    return {
      deliveries: found.map(({ state }) => deliveryView(state)),
      ...(await pages.write(context, filter, page.next)),
    };
  };
};
