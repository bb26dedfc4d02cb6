import type * as z from "zod";
import { nextStepOf } from "../../domain/refund/next-step.ts";
import type { RefundState } from "../../domain/refund/refund.ts";
import type { Kit } from "../kit/deps.ts";
import { orThrow } from "../kit/problem.ts";
import type { WorkflowStep } from "../kit/workflow-step.ts";
import { handOver } from "./hand-over.ts";
import { commitStep } from "./step.ts";
import { type OfRefund, refundOf } from "./workflow-input.ts";

/** Steps in which the platform would have to act, and cannot. */
const STRANDED: ReadonlySet<string> = new Set(["instruct", "rest", "call-a-person"]);

/** Calls a person to a refund, unless that was done by an earlier call, or the refund has gone another way. */
export const callForRefund =
  ({ table }: Pick<Kit, "table">): WorkflowStep<z.output<typeof OfRefund>> =>
  async ({ refundId }, context) => {
    const refund = await refundOf(table, refundId);
    const step = nextStepOf(refund.state);
    if (!STRANDED.has(step)) return { step };
    const handed = orThrow(handOver(table, context, refund.state, reasonOf(refund.state)));
    const { decided, changes } = handed;
    await commitStep(table, context, refund, decided, { further: changes });
    return { step: nextStepOf(decided.refund) };
  };

/** The bank's last word, or that there is no way to pay by. */
const reasonOf = ({ failedPayments }: RefundState): string =>
  failedPayments.at(-1)?.reasonCode ?? "no-way-back";
