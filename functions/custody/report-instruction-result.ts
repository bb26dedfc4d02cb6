import type * as z from "zod";
import { aggregates } from "../../adapters/aggregates.ts";
import { instructionKind } from "../../adapters/repositories/instruction-kinds.ts";
import type { InstructionResult } from "../../domain/custody/record-instruction-result.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { EpochMs } from "../../domain/shared/time.ts";
import { notFound } from "../kit/access.ts";
import { bankOf, happenedAt } from "../kit/bank-call.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { reportInstructionResult as contract } from "./contracts.ts";
import { resultRecorder } from "./record-result.ts";
import type { ReportedResult } from "./schemas.ts";

/** A bank speaks of its own instructions only; another's looks as if it did not exist. */
export const reportInstructionResult = ({ table }: Kit): UseCaseOf<typeof contract> => {
  const instructions = aggregates(table, instructionKind);
  const record = resultRecorder(table);

  return async ({ body }, context) => {
    const bankId = bankOf(context);
    const result = resultOf(body, happenedAt(context, "executedAt", body.executedAt));
    const found = await instructions.find(body.instructionId);
    if (found?.state.bankId !== bankId) throw notFound("instruction", body.instructionId);
    return record(found.state, result, context);
  };
};

function resultOf(
  reported: z.output<typeof ReportedResult>,
  executedAt: EpochMs,
): InstructionResult {
  const { outcome, amountFen, bankSerial, reason } = reported;
  if (outcome === "executed") {
    invariant(bankSerial, "the contract asks for the serial");
    return { outcome, amountFen, bankSerial, executedAt };
  }
  invariant(reason, "the contract asks for the reason");
  return { outcome, amountFen, reasonCode: reason };
}
