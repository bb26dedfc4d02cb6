import { findRefund, type StoredRefund } from "../../adapters/repositories/refund-items.ts";
import type { Table } from "../../adapters/table/table.ts";
import type { Change } from "../../adapters/unit-of-work.ts";
import { refuseRefund } from "../../domain/refund/refusals.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { EpochMs } from "../../domain/shared/time.ts";
import type { RequestContext } from "../kit/context.ts";
import { orThrow } from "../kit/problem.ts";
import { paymentDrafter } from "./instruct-payment.ts";
import { stepChanges } from "./step.ts";

/** Draws up another payment, where a person has to decide about it and nobody else does. */
export const personsPayment = (table: Table) => {
  const draft = paymentDrafter(table);
  return (
    refund: StoredRefund,
    at: EpochMs,
    isToNamedAccount?: boolean,
  ): ReturnType<typeof draft> => {
    const { status } = refund.state;
    return status === "with-person"
      ? draft(refund, at, isToNamedAccount)
      : Promise.resolve(refuseRefund("refund.not-with-person", { status }));
  };
};

/** The same as the changes that settle a person's task. */
export const refundPayer = (table: Table) => {
  const draft = personsPayment(table);
  return async (refundId: string, context: RequestContext): Promise<readonly Change[]> => {
    const refund = await findRefund(table, refundId);
    invariant(refund, `${refundId} has a task and exists`);
    const { decided, changes } = orThrow(await draft(refund, context.now));
    return [...stepChanges(table, context, refund, decided), ...changes];
  };
};
