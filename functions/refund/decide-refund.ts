import { decideRefund as decide } from "../../domain/refund/decide-refund.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import { orThrow } from "../kit/problem.ts";
import type { decideRefund as contract } from "./party-contracts.ts";
import { commitStep } from "./step.ts";
import { textChanges } from "./texts.ts";
import { refundAskedOfUs } from "./whose-refund.ts";

export const decideRefund =
  (kit: PersonalKit): UseCaseOf<typeof contract> =>
  async ({ path: { refundId }, body }, context) => {
    const refund = await refundAskedOfUs(kit, context, refundId, ["owner", "finance"]);
    const answer =
      body.decision === "agree"
        ? ({ agree: true } as const)
        : ({ agree: false, reasonCode: body.reasonCode } as const);
    const decided = orThrow(decide(refund.state, answer, context.now));
    const text = body.decision === "reject" ? body.text : undefined;
    const further = await textChanges(kit, refundId, "institution", text);
    return commitStep(kit.table, context, refund, decided, { further });
  };
