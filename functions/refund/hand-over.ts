import type { Table } from "../../adapters/table/table.ts";
import type { Change } from "../../adapters/unit-of-work.ts";
import { handOverRefund } from "../../domain/refund/pay-refund.ts";
import type { RefundDecision, RefundState } from "../../domain/refund/refund.ts";
import { ok, type Result } from "../../domain/shared/result.ts";
import type { RequestContext } from "../kit/context.ts";
import { callAPerson } from "../settlement/call-a-person.ts";

export interface HandedOver {
  readonly decided: RefundDecision;
  /** The task, to be committed with the decision. */
  readonly changes: readonly Change[];
}

/** Gives a refund that no rule can bring about to a person, with a task that has its day. */
export function handOver(
  table: Table,
  context: RequestContext,
  refund: RefundState,
  reasonCode: string,
): Result<HandedOver, "refund.not-payable"> {
  const { refundId, institutionId, enrolmentId, countyUnitId, custodyFen, payment } = refund;
  const { taskId, changes } = callAPerson(table, context, {
    kind: "refund-unpaid",
    about: {
      ...{ institutionId, enrolmentId, refundId },
      ...(payment === undefined
        ? {}
        : { instructionId: payment.instructionId, bankId: payment.bankId }),
    },
    reasonCode,
    amountFen: custodyFen,
    unitId: countyUnitId,
  });
  const decided = handOverRefund(refund, { taskId, reasonCode });
  return decided.ok ? ok({ decided: decided.value, changes }) : decided;
}
