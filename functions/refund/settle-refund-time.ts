import { type CalendarEdition, calendarReader } from "../../adapters/calendar-reader.ts";
import { findRefund, type StoredRefund } from "../../adapters/repositories/refund-items.ts";
import type { Change } from "../../adapters/unit-of-work.ts";
import {
  isBankSilent,
  recountInstitution,
  remindInstitution,
  takeUpAgain,
} from "../../domain/refund/clock.ts";
import { decideDeemRefund } from "../../domain/refund/decide-refund.ts";
import { decideDebtOverdue } from "../../domain/refund/institution-debt.ts";
import type { RefundDecision } from "../../domain/refund/refund.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { RequestContext } from "../kit/context.ts";
import type { Kit } from "../kit/deps.ts";
import { callAPerson } from "../settlement/call-a-person.ts";
import { handOver } from "./hand-over.ts";
import { commitStep } from "./step.ts";

interface Settled {
  readonly what: string;
  readonly decided: RefundDecision;
  readonly further?: readonly Change[];
}

/**
 * What time brings about in a refund: the institution is reminded, and at its end has agreed; a bank that is
 * silent, and an institution that does not pay, call a person; a workflow that was lost is followed by another.
 * Whatever somebody did meanwhile goes first.
 */
export const settleRefundTime = ({ table, now }: Pick<Kit, "table" | "now">) => {
  const calendarAt = calendarReader(table, now);

  const institutionsTime = async (
    { state }: StoredRefund,
    context: RequestContext,
    correction?: CalendarEdition,
  ): Promise<Settled | undefined> => {
    if (state.status !== "applied" || state.deadline === undefined) return undefined;
    const calendar = await calendarAt(state.deadline.fromAt, correction);
    const counted = recountInstitution(state, calendar);
    if (counted !== undefined) return { what: "recounted", decided: counted };
    const reminded = remindInstitution(state, context.now);
    if (reminded !== undefined) return { what: "reminded", decided: reminded };
    const deemed = decideDeemRefund(state, context.now);
    return deemed.ok ? { what: "deemed", decided: deemed.value } : undefined;
  };

  const overdueDebt = ({ state }: StoredRefund, context: RequestContext): Settled | undefined => {
    const overdue = decideDebtOverdue(state, context.now);
    if (!overdue.ok) return undefined;
    const { refundId, institutionId, enrolmentId, countyUnitId, debt } = state;
    const { changes } = callAPerson(table, context, {
      kind: "refund-debt-overdue",
      about: { institutionId, enrolmentId, refundId },
      reasonCode: "not-paid-in-time",
      ...(debt === undefined ? {} : { amountFen: debt.amountFen }),
      unitId: countyUnitId,
    });
    return { what: "debt-overdue", decided: overdue.value, further: changes };
  };

  const othersTime = ({ state }: StoredRefund, context: RequestContext): Settled | undefined => {
    if (isBankSilent(state, context.now)) {
      const handed = handOver(table, context, state, "bank-silent");
      if (handed.ok)
        return {
          what: "handed-over",
          decided: handed.value.decided,
          further: handed.value.changes,
        };
    }
    const taken = takeUpAgain(state, context.now);
    return taken && { what: "taken-up-again", decided: taken };
  };

  return async (
    refundId: string,
    context: RequestContext,
    correction?: CalendarEdition,
  ): Promise<string> => {
    const found = await findRefund(table, refundId);
    invariant(found, `${refundId} is due and exists`);
    const settled =
      (await institutionsTime(found, context, correction)) ??
      overdueDebt(found, context) ??
      othersTime(found, context);
    if (settled === undefined) return "nothing-due";
    const { what, decided, further = [] } = settled;
    await commitStep(table, context, found, decided, { further });
    return what;
  };
};
