import type * as z from "zod";
import { nextStepOf } from "../../domain/refund/next-step.ts";
import type { Kit } from "../kit/deps.ts";
import { orThrow } from "../kit/problem.ts";
import type { WorkflowStep } from "../kit/workflow-step.ts";
import { paymentDrafter } from "./instruct-payment.ts";
import { commitStep } from "./step.ts";
import { type OfRefund, refundOf } from "./workflow-input.ts";

/** The workflow catches it by this name, and calls a person. */
class NoWayBack extends Error {
  override readonly name = "Refund.NoWayBack";
}

/** Paid by no payment that could go back: taken over from before, or taken back by the bank itself. */
const NO_WAY_BACK: ReadonlySet<string> = new Set(["refund.no-way-back", "refund.payment-reversed"]);

/** Has the refund paid, unless that was done by an earlier call, or the refund has gone another way. */
export const instructRefund = ({
  table,
}: Pick<Kit, "table">): WorkflowStep<z.output<typeof OfRefund>> => {
  const draft = paymentDrafter(table);

  return async ({ refundId }, context) => {
    const refund = await refundOf(table, refundId);
    const step = nextStepOf(refund.state);
    if (step !== "instruct" && step !== "rest") return { step };
    const drafted = await draft(refund, context.now);
    if (!drafted.ok && NO_WAY_BACK.has(drafted.refusal.code)) throw new NoWayBack(refundId);
    const { decided, changes } = orThrow(drafted);
    await commitStep(table, context, refund, decided, { further: changes });
    return { step: nextStepOf(decided.refund) };
  };
};
