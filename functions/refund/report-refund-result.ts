import type * as z from "zod";
import { findRefundPayment } from "../../adapters/repositories/refund-items.ts";
import type { InstructionResult } from "../../domain/custody/record-instruction-result.ts";
import { InstructionId } from "../../domain/shared/ids.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { EpochMs } from "../../domain/shared/time.ts";
import { notFound } from "../kit/access.ts";
import { bankOf, happenedAt } from "../kit/bank-call.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { reportRefundResult as contract } from "./bank-contracts.ts";
import { refundRecorder } from "./record-result.ts";
import type { ReportedRefund } from "./schemas.ts";

/** A bank speaks of its own instructions only; another's looks as if it did not exist. */
export const reportRefundResult = ({ table }: Kit): UseCaseOf<typeof contract> => {
  const record = refundRecorder(table);

  return async ({ body }, context) => {
    const bankId = bankOf(context);
    const result = resultOf(body, happenedAt(context, "executedAt", body.executedAt));
    const payment = await findRefundPayment(table, body.instructionId);
    if (payment?.bankId !== bankId) throw notFound("instruction", body.instructionId);
    const instructionId = InstructionId.parse(body.instructionId);
    return record(payment.refundId, instructionId, result, context);
  };
};

function resultOf(
  reported: z.output<typeof ReportedRefund>,
  executedAt: EpochMs,
): InstructionResult {
  const { outcome, amountFen, refundSerial, reason } = reported;
  if (outcome === "executed") {
    invariant(refundSerial, "the contract asks for the serial");
    return { outcome, amountFen, bankSerial: refundSerial, executedAt };
  }
  invariant(reason, "the contract asks for the reason");
  return { outcome, amountFen, reasonCode: reason };
}
