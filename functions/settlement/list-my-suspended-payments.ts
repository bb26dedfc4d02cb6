import { aggregates } from "../../adapters/aggregates.ts";
import { suspendedPayInKind } from "../../adapters/repositories/pay-ins.ts";
import { keys } from "../../adapters/table/keys.ts";
import { memberOf } from "../kit/access.ts";
import { cursors } from "../kit/cursor.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { listMySuspendedPayments as contract } from "./suspense-contracts.ts";
import { suspendedPaymentView } from "./views.ts";

/** A family sees what it paid for its own orders; money under no order of ours is nobody's we know. */
export const listMySuspendedPayments = ({ table, mac }: Kit): UseCaseOf<typeof contract> => {
  const payIns = aggregates(table, suspendedPayInKind);
  const pages = cursors(mac);

  return async ({ query: { limit, cursor } }, context) => {
    const after = await pages.read(context, {}, cursor);
    const page = await table.query({
      index: "gsi1",
      pk: keys.payInsOfGuardian(memberOf(context).memberId),
      backwards: true,
      limit,
      ...(after === undefined ? {} : { after }),
    });
    const found = await payIns.findMany(page.items.map((item) => keys.idOf(item.pk)));
    return {
      payments: found.map(({ state }) => suspendedPaymentView(state)),
      ...(await pages.write(context, {}, page.next)),
    };
  };
};
