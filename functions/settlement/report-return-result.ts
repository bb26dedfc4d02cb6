import type * as z from "zod";
import { findPayIn } from "../../adapters/repositories/pay-ins.ts";
import { payInOfReturn, type ReturnResult } from "../../domain/custody/return-pay-in.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { EpochMs } from "../../domain/shared/time.ts";
import { notFound } from "../kit/access.ts";
import { bankOf, happenedAt } from "../kit/bank-call.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { reportReturnResult as contract } from "./contracts.ts";
import { returnRecorder } from "./return-recorder.ts";
import type { ReportedReturn } from "./schemas.ts";

/** A bank speaks of its own payments only; of a return that it has refused before, it may only say so again. */
export const reportReturnResult = ({ table }: Kit): UseCaseOf<typeof contract> => {
  const record = returnRecorder(table);

  return async ({ body }, context) => {
    const bankId = bankOf(context);
    const result = resultOf(body, happenedAt(context, "executedAt", body.executedAt));
    const { bankSerial, returnId } = body;
    // Matched money has the same kind of key, and never goes back by this route.
    const found = (await findPayIn(table, bankId, bankSerial))?.suspended;
    const state = found && payInOfReturn(found.state, returnId);
    if (found === undefined || state === undefined) throw notFound("return", returnId);
    return record({ ...found, state }, result, context);
  };
};

function resultOf(reported: z.output<typeof ReportedReturn>, executedAt: EpochMs): ReturnResult {
  const { outcome, amountFen, returnSerial, reason } = reported;
  if (outcome === "executed") {
    invariant(returnSerial, "the contract asks for the serial");
    return { outcome, amountFen, returnSerial, executedAt };
  }
  invariant(reason, "the contract asks for the reason");
  return { outcome, amountFen, reasonCode: reason };
}
