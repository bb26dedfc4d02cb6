import { orderRectification as decideOrder } from "../../domain/measure/order.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { periodClock } from "../kit/period-clock.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import { orThrow } from "../kit/problem.ts";
import type { orderRectification as contract } from "./contracts.ts";
import { measureOrders } from "./order.ts";

export const orderRectification = (kit: PersonalKit): UseCaseOf<typeof contract> => {
  const orders = measureOrders(kit);
  const startClock = periodClock(kit, "measure.rectify-working-days", "show-overdue");

  return async ({ path: { institutionId }, body: { reason, ...asked } }, context) => {
    const { institution, order } = await orders.prepare(context, institutionId, asked, ["risk"]);
    const deadline = await startClock(institution.state, context.now);
    const decided = orThrow(decideOrder(institution.state, { ...order, deadline }, context.now));
    return orders.commit(context, decided, reason);
  };
};
