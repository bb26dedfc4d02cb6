import { aggregates } from "../../adapters/aggregates.ts";
import { noticeChanges } from "../../adapters/notices/record-notice.ts";
import { freeSeatChange } from "../../adapters/repositories/class-items.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { lessonChange } from "../../adapters/repositories/lesson-items.ts";
import { openingDepositKind } from "../../adapters/repositories/opening-deposits.ts";
import {
  findGuardHolding,
  orderGuardChange,
} from "../../adapters/repositories/order-guard-items.ts";
import type { Settled } from "../../adapters/repositories/pay-ins.ts";
import type { Table } from "../../adapters/table/table.ts";
import type { Change } from "../../adapters/unit-of-work.ts";
import type { PayIn } from "../../domain/custody/pay-in.ts";
import type { ReversalOutcome } from "../../domain/custody/recorded-reversal.ts";
import type { Reversal } from "../../domain/custody/reversal.ts";
import { type EnrolmentState, guardianOf } from "../../domain/enrolment/enrolment.ts";
import { releaseLessons, withdrawOrder } from "../../domain/enrolment/order-guard.ts";
import {
  decideReversePayment,
  type ReversalDecision,
} from "../../domain/enrolment/reverse-payment.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { RequestContext } from "../kit/context.ts";
import { findOrder, type FoundOrder } from "../refund/find-order.ts";
import { callAPerson } from "./call-a-person.ts";
import { callForReversal } from "./call-for-reversal.ts";

export interface ReversedMatch {
  readonly outcome: ReversalOutcome;
  readonly changes: readonly Change[];
}

/** What becomes of an order, or of a list of earlier sales, whose payment the bank takes back. */
export const orderReverser = (table: Table) => {
  const enrolments = aggregates(table, enrolmentKind);

  /** The deposit of a list is many families' money: which of them lacks it, no rule can say. */
  const contestDeposit = async (
    payIn: PayIn,
    jobId: string,
    reversal: Reversal,
    context: RequestContext,
  ): Promise<ReversedMatch> => {
    const deposit = await aggregates(table, openingDepositKind).find(jobId);
    invariant(deposit, `${payIn.bankSerial} has paid the list ${jobId}`);
    const { institutionId, countyUnitId } = deposit.state;
    const money = { ...payIn, institutionId, countyUnitId };
    const { changes } = callForReversal(table, context, money, reversal);
    return { outcome: "contested", changes };
  };

  /** Order, lessons, guard and seat, who has to know of it, and who sees to what lacks. */
  const changesOf = async (
    found: FoundOrder,
    decided: ReversalDecision,
    payIn: PayIn,
    { reasonCode }: Reversal,
    context: RequestContext,
  ): Promise<readonly Change[]> => {
    const { enrolment, lessons, shortFen } = decided;
    const before = found.enrolment;
    const { institutionId, enrolmentId, countyUnitId, classId } = enrolment;
    const hasEnded = enrolment.status === "terminated" && before.state.status !== "terminated";
    const { bankId, bankSerial } = payIn;
    const called =
      shortFen === 0
        ? []
        : callAPerson(table, context, {
            kind: "payment-short",
            about: { institutionId, enrolmentId, bankId, bankSerial },
            reasonCode,
            amountFen: shortFen,
            unitId: countyUnitId,
          }).changes;
    return [
      ...enrolments.change(before, enrolment, decided.event, context),
      ...lessons.map((one) => lessonChange(before, found.stored.get(one.lessonNumber), one)),
      ...(lessons.length === 0 ? [] : [await guardChange(enrolment, lessons.length)]),
      ...(hasEnded ? [freeSeatChange(classId)] : []),
      ...called,
      ...noticesOf(context, enrolment, payIn, shortFen),
    ];
  };

  const guardChange = async (enrolment: EnrolmentState, lessonCount: number): Promise<Change> => {
    const stored = await findGuardHolding(table, enrolment, lessonCount);
    const { enrolmentId, priceFen: amountFen } = enrolment;
    const guard =
      lessonCount === enrolment.lessonCount
        ? withdrawOrder(stored.guard, { enrolmentId, lessonCount, amountFen })
        : releaseLessons(stored.guard, lessonCount);
    return orderGuardChange(stored, guard);
  };

  return async (
    payIn: PayIn,
    settled: Settled,
    reversal: Reversal,
    context: RequestContext,
  ): Promise<ReversedMatch> => {
    if ("jobId" in settled) return contestDeposit(payIn, settled.jobId, reversal, context);
    const found = await findOrder(table, settled.enrolmentId);
    invariant(found, `${payIn.bankSerial} has paid ${settled.enrolmentId}`);
    const { enrolment, lessons } = found.order;
    const decided = decideReversePayment(enrolment, lessons, reversal, context.now);
    const changes = await changesOf(found, decided, payIn, reversal, context);
    return { outcome: decided.outcome, changes };
  };
};

/** Family and institution are told alike: the order has ended, and no lesson of it is paid for. */
const noticesOf = (
  context: RequestContext,
  enrolment: EnrolmentState,
  { amountFen }: PayIn,
  shortFen: number,
): readonly Change[] =>
  [
    { kind: "member", memberId: guardianOf(enrolment) } as const,
    { kind: "institution", institutionId: enrolment.institutionId } as const,
  ].flatMap((recipient) =>
    noticeChanges(context, {
      recipient,
      template: "payment-reversed",
      facts: { amountFen, shortFen },
      about: { enrolmentId: enrolment.enrolmentId },
    }),
  );
