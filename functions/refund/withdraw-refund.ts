import { decideWithdrawRefund } from "../../domain/refund/decide-refund.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { orThrow } from "../kit/problem.ts";
import type { withdrawRefund as contract } from "./contracts.ts";
import { orderOfRefund } from "./find-order.ts";
import { commitStep } from "./step.ts";
import { ownRefund } from "./whose-refund.ts";

export const withdrawRefund =
  (kit: Kit): UseCaseOf<typeof contract> =>
  async ({ path: { refundId } }, context) => {
    const refund = await ownRefund(kit, context, refundId);
    const found = await orderOfRefund(kit.table, refund);
    const decided = orThrow(decideWithdrawRefund(found.order, refund.state, context.now));
    return commitStep(kit.table, context, refund, decided, { found });
  };
