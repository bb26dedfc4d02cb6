import { orderInspection as decideOrder } from "../../domain/measure/order.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import { orThrow } from "../kit/problem.ts";
import type { orderInspection as contract } from "./contracts.ts";
import { measureOrders } from "./order.ts";

export const orderInspection = (kit: PersonalKit): UseCaseOf<typeof contract> => {
  const orders = measureOrders(kit);

  return async ({ path: { institutionId }, body: { reason, ...asked } }, context) => {
    const { institution, order } = await orders.prepare(context, institutionId, asked, ["risk"]);
    const decided = orThrow(decideOrder(institution.state, order, context.now));
    return orders.commit(context, decided, reason);
  };
};
