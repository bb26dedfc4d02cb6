import { aggregates, type Stored } from "../../adapters/aggregates.ts";
import { suspendedPayInKind } from "../../adapters/repositories/pay-ins.ts";
import type { Table } from "../../adapters/table/table.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import type { SuspendedPayIn } from "../../domain/custody/pay-in.ts";
import { decideRecordReturnResult, type ReturnResult } from "../../domain/custody/return-pay-in.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { toRfc3339 } from "../../domain/shared/time.ts";
import type { RequestContext } from "../kit/context.ts";
import { orThrow } from "../kit/problem.ts";
import { callAPerson } from "./call-a-person.ts";

/** Posts what the bank says of a return. A no opens a task for a person in the same commit. */
export const returnRecorder = (table: Table) => {
  const payIns = aggregates(table, suspendedPayInKind);

  return (found: Stored<SuspendedPayIn>, result: ReturnResult, context: RequestContext) => {
    const receipt = orThrow(decideRecordReturnResult(found.state, result, context.now));
    if (receipt.outcome === "already")
      return commitCommand(table, context, [], recorded(found.state));
    const { payIn, event } = receipt.decision;
    return commitCommand(
      table,
      context,
      [
        ...payIns.change(found, payIn, event, context),
        ...(result.outcome === "rejected"
          ? taskFor(table, context, payIn, result.reasonCode).changes
          : []),
      ],
      recorded(payIn),
    );
  };
};

const taskFor = (
  table: Table,
  context: RequestContext,
  payIn: SuspendedPayIn,
  reasonCode: string,
) => {
  const { institutionId, enrolmentId, bankId, bankSerial, returnId } = payIn;
  return callAPerson(table, context, {
    kind: "return-refused",
    about: { institutionId, enrolmentId, bankId, bankSerial, returnId },
    reasonCode,
    amountFen: payIn.amountFen,
    unitId: payIn.countyUnitId,
  });
};

function recorded({ returnId, status, answeredAt }: SuspendedPayIn) {
  invariant(returnId && answeredAt !== undefined, "the return is answered");
  const outcome = status === "returned" ? ("executed" as const) : ("rejected" as const);
  return { returnId, outcome, recordedAt: toRfc3339(answeredAt) };
}
