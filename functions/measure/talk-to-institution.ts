import { orderTalk } from "../../domain/measure/order.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import { orThrow } from "../kit/problem.ts";
import type { talkToInstitution as contract } from "./contracts.ts";
import { measureOrders } from "./order.ts";

export const talkToInstitution = (kit: PersonalKit): UseCaseOf<typeof contract> => {
  const orders = measureOrders(kit);

  return async ({ path: { institutionId }, body: { reason, talkAt, ...asked } }, context) => {
    const { institution, order } = await orders.prepare(context, institutionId, asked, ["risk"]);
    const command = { ...order, talkAt: Date.parse(talkAt) };
    const decided = orThrow(orderTalk(institution.state, command, context.now));
    return orders.commit(context, decided, reason);
  };
};
