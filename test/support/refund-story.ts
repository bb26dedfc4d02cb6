import type { InstructionResult } from "../../domain/custody/record-instruction-result.ts";
import type { EnrolmentState } from "../../domain/enrolment/enrolment.ts";
import type { LessonState } from "../../domain/lesson/lesson.ts";
import { calendarYear2026 } from "../../domain/reference/calendar-data.ts";
import { calendarOf } from "../../domain/reference/calendar-year.ts";
import { startDeadline } from "../../domain/reference/working-day-deadline.ts";
import type { HeldOrder } from "../../domain/refund/hold-money.ts";
import { decideInstructRefund, decideRecordRefundResult } from "../../domain/refund/pay-refund.ts";
import { quoteRefund, type RefundQuote } from "../../domain/refund/quote.ts";
import { deductedBy, type RefundDecision, type RefundState } from "../../domain/refund/refund.ts";
import type { RefundableOrder, RefundAsk, RefundBasis } from "../../domain/refund/refund-case.ts";
import type { RefundRules } from "../../domain/refund/refund-rules.ts";
import { decideRequestRefund } from "../../domain/refund/request-refund.ts";
import { RefundId } from "../../domain/shared/ids.ts";
import { fen, type Fen } from "../../domain/shared/money.ts";
import { DAY_MS } from "../../domain/shared/time.ts";
import { CUSTODY_ACCOUNT, instructionId, MONDAY, SANDBOX_BANK, valueOf } from "./money-builders.ts";
import { lessonIn, type Story } from "./money-story.ts";
import { MIDWAY, refundRules } from "./refunds.ts";

export const refundId = (n: number) => RefundId.parse(`rfd_${String(n).padStart(26, "0")}`);

/** The institution's five working days from an instant. */
export const institutionTime = (fromAt: number) =>
  valueOf(
    startDeadline(
      calendarOf([calendarYear2026()]),
      { basis: "测试条款", action: "deem-refund", workingDays: 5 },
      fromAt,
    ),
  );

/** All lessons of a story's order, as a use case reads them. */
export const orderOf = (story: Story): HeldOrder => ({
  enrolment: story.enrolment,
  lessons: Array.from({ length: story.enrolment.lessonCount }, (_, index) =>
    lessonIn(story, index + 1),
  ),
});

/** The order after a decision: its head, and those lessons that changed. */
export function after(
  order: HeldOrder,
  decided: { readonly enrolment: EnrolmentState; readonly lessons: readonly LessonState[] },
): HeldOrder {
  const changed = new Map(decided.lessons.map((lesson) => [lesson.lessonNumber, lesson]));
  return {
    enrolment: decided.enrolment,
    lessons: order.lessons.map((lesson) => changed.get(lesson.lessonNumber) ?? lesson),
  };
}

export interface BasisChanges {
  readonly order?: Partial<RefundableOrder>;
  readonly rules?: Partial<RefundRules>;
  readonly refunds?: readonly RefundState[];
}

export const basisOf = (
  { enrolment }: HeldOrder,
  { order = {}, rules = {}, refunds = [] }: BasisChanges = {},
): RefundBasis => ({
  order: {
    enrolmentId: enrolment.enrolmentId,
    institutionId: enrolment.institutionId,
    mode: "bank-custody",
    paidFen: fen(enrolment.balances.paid + enrolment.balances.transferredIn),
    paidAt: MONDAY,
    startsAt: MONDAY + DAY_MS,
    ...order,
  },
  deductedBeforeFen: deductedBy(refunds),
  rules: { ...refundRules, ...rules },
});

export const quoteFor = (
  order: HeldOrder,
  ask: RefundAsk,
  changes: BasisChanges = {},
  at = MIDWAY,
): RefundQuote =>
  valueOf(quoteRefund({ ...basisOf(order, changes), lessons: order.lessons, ask }, at));

/** Asks for what is quoted at the same moment. */
export const requestFor = (
  order: HeldOrder,
  ask: RefundAsk,
  changes: BasisChanges = {},
  { n = 1, at = MIDWAY, isInstitutionFrozen = false } = {},
) =>
  decideRequestRefund(
    order,
    basisOf(order, changes),
    {
      refundId: refundId(n),
      quote: quoteFor(order, ask, changes, at),
      isInstitutionFrozen,
      deadline: institutionTime(at),
    },
    at,
  );

/** Tells the bank to pay, under the n-th instruction of its own. */
export const instructed = (refund: RefundState, n = 1): RefundDecision =>
  valueOf(
    decideInstructRefund(
      refund,
      {
        instructionId: instructionId(900 + n),
        bankId: SANDBOX_BANK,
        custodyAccountNo: CUSTODY_ACCOUNT,
      },
      MIDWAY,
    ),
  );

/** The bank's word on the n-th instruction. */
export const bankSays = (
  order: HeldOrder,
  refund: RefundState,
  outcome: InstructionResult["outcome"],
  {
    n = 1,
    amountFen = refund.custodyFen,
    bankSerial = "SB77",
  }: { n?: number; amountFen?: Fen; bankSerial?: string } = {},
) =>
  decideRecordRefundResult(
    order,
    refund,
    instructionId(900 + n),
    outcome === "executed"
      ? { outcome, amountFen, bankSerial, executedAt: MIDWAY }
      : { outcome, amountFen, reasonCode: "account-closed" },
    MIDWAY,
  );
