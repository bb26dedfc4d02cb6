import type { Table } from "../../adapters/table/table.ts";
import type { PayIn, SuspendedPayIn } from "../../domain/custody/pay-in.ts";
import type { Reversal } from "../../domain/custody/reversal.ts";
import type { RequestContext } from "../kit/context.ts";
import { type CalledPerson, callAPerson } from "./call-a-person.ts";

type ReversedMoney = Pick<PayIn, "bankId" | "bankSerial" | "amountFen"> &
  Partial<Pick<SuspendedPayIn, "institutionId" | "enrolmentId" | "returnId" | "countyUnitId">>;

/** A bank has reversed money of which the books cannot say by themselves where it lacks. */
export function callForReversal(
  table: Table,
  context: RequestContext,
  { bankId, bankSerial, institutionId, enrolmentId, returnId, ...money }: ReversedMoney,
  { reasonCode }: Reversal,
): CalledPerson {
  return callAPerson(table, context, {
    kind: "reversal-contested",
    about: { institutionId, enrolmentId, bankId, bankSerial, returnId },
    reasonCode,
    amountFen: money.amountFen,
    unitId: money.countyUnitId,
  });
}
