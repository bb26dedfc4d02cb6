import { decideDismissRefund, decideOrderRefund } from "../../domain/refund/decide-refund.ts";
import { decideOrderPart } from "../../domain/refund/order-part.ts";
import { MemberId } from "../../domain/shared/ids.ts";
import { memberOf } from "../kit/access.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import { orThrow } from "../kit/problem.ts";
import { orderOfRefund } from "./find-order.ts";
import type { arbitrateRefund as contract } from "./party-contracts.ts";
import { commitStep } from "./step.ts";
import { textChanges } from "./texts.ts";
import { refundInArea } from "./whose-refund.ts";

export const arbitrateRefund =
  (kit: PersonalKit): UseCaseOf<typeof contract> =>
  async ({ path: { refundId }, body }, context) => {
    const refund = await refundInArea(kit, context, refundId, ["funds"]);
    const officerId = MemberId.parse(memberOf(context).memberId);
    const further = await textChanges(kit, refundId, "authority", body.text);
    if (body.finding === "order" && body.lessonNumbers === undefined) {
      const decided = orThrow(decideOrderRefund(refund.state, officerId, context.now));
      return commitStep(kit.table, context, refund, decided, { further });
    }
    const found = await orderOfRefund(kit.table, refund);
    const decided = orThrow(
      body.finding === "order" && body.lessonNumbers !== undefined
        ? decideOrderPart(
            found.order,
            refund.state,
            { officerId, lessonNumbers: body.lessonNumbers },
            context.now,
          )
        : decideDismissRefund(found.order, refund.state, officerId, context.now),
    );
    return commitStep(kit.table, context, refund, decided, { found, further });
  };
