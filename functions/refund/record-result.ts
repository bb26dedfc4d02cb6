import { findRefund } from "../../adapters/repositories/refund-items.ts";
import type { Table } from "../../adapters/table/table.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import type { InstructionResult } from "../../domain/custody/record-instruction-result.ts";
import { decideRecordRefundResult } from "../../domain/refund/pay-refund.ts";
import type { InstructionId } from "../../domain/shared/ids.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { RequestContext } from "../kit/context.ts";
import { refusalError } from "../kit/problem.ts";
import { orderOfRefund } from "./find-order.ts";
import { handOver } from "./hand-over.ts";
import { stepChanges } from "./step.ts";

/** How a result stands recorded; `contested`: it contradicts the instruction, and a person looks. */
export interface RecordedRefund {
  readonly [field: string]: string;
  readonly instructionId: InstructionId;
  readonly outcome: InstructionResult["outcome"] | "contested";
}

/**
 * Posts what the bank says of a refund's payment: refund, lessons and money in one commit. Said again it changes
 * nothing. What contradicts the instruction posts nothing and calls a person, who asks the bank; once one looks, or
 * the refund is paid, it is refused. It uses up no key: the protocol has one for each instruction, and under that the
 * truth is still to come.
 */
export const refundRecorder =
  (table: Table) =>
  async (
    refundId: string,
    instructionId: InstructionId,
    result: InstructionResult,
    context: RequestContext,
  ): Promise<RecordedRefund> => {
    const refund = await findRefund(table, refundId);
    invariant(refund, `${instructionId} pays a refund`);
    const found = await orderOfRefund(table, refund);
    const receipt = decideRecordRefundResult(
      found.order,
      refund.state,
      instructionId,
      result,
      context.now,
    );
    if (!receipt.ok) {
      const handed = handOver(table, context, refund.state, receipt.refusal.code);
      if (!handed.ok) throw refusalError(receipt.refusal);
      const { decided, changes } = handed.value;
      const { idempotency: _forTheTruth, ...withoutKey } = context;
      return commitCommand(
        table,
        withoutKey,
        [...stepChanges(table, context, refund, decided), ...changes],
        { instructionId, outcome: "contested" as const },
      );
    }
    const answer = { instructionId, outcome: result.outcome };
    return receipt.value.outcome === "already"
      ? commitCommand(table, context, [], answer)
      : commitCommand(
          table,
          context,
          stepChanges(table, context, refund, receipt.value.decision, found),
          answer,
        );
  };
