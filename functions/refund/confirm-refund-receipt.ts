import { decideSettleDebt } from "../../domain/refund/institution-debt.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { orThrow } from "../kit/problem.ts";
import type { confirmRefundReceipt as contract } from "./contracts.ts";
import { orderOfRefund } from "./find-order.ts";
import { commitStep } from "./step.ts";
import { ownRefund } from "./whose-refund.ts";

export const confirmRefundReceipt =
  (kit: Kit): UseCaseOf<typeof contract> =>
  async ({ path: { refundId } }, context) => {
    const refund = await ownRefund(kit, context, refundId);
    const found = await orderOfRefund(kit.table, refund);
    const decided = orThrow(decideSettleDebt(found.order, refund.state, context.now));
    return commitStep(kit.table, context, refund, decided, { found });
  };
