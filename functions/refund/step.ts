import type * as z from "zod";
import { aggregates } from "../../adapters/aggregates.ts";
import { freeSeatChange } from "../../adapters/repositories/class-items.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { lessonChange } from "../../adapters/repositories/lesson-items.ts";
import { consumedLessonsChange } from "../../adapters/repositories/order-guard-items.ts";
import { refundChanges, type StoredRefund } from "../../adapters/repositories/refund-items.ts";
import type { Table } from "../../adapters/table/table.ts";
import { type Change, commitCommand } from "../../adapters/unit-of-work.ts";
import { turnOfRefund } from "../../domain/refund/next-step.ts";
import {
  type RefundDecision,
  type RefundMoneyDecision,
  type RefundState,
  refundTotalFen,
} from "../../domain/refund/refund.ts";
import type { RequestContext } from "../kit/context.ts";
import type { FoundOrder } from "./find-order.ts";
import { refundNotices } from "./notices.ts";
import type { RefundStanding } from "./schemas.ts";

/** Where a refund stands, and until when: what every command answers. */
export function standingOf(refund: RefundState): z.input<typeof RefundStanding> {
  const { refundId, status, deadline } = refund;
  const turn = turnOfRefund(refund);
  return {
    refundId,
    status,
    ...(turn === undefined ? {} : { turn }),
    totalFen: refundTotalFen(refund),
    ...(deadline === undefined
      ? {}
      : {
          deadline: {
            dueOn: deadline.lastDay,
            article: deadline.basis,
            isProvisional: deadline.provisional,
          },
        }),
  };
}

/**
 * What a decision changes in the order: its money, its lessons, and, where lessons are back with the family, the
 * pupil's guard and, with the last of them, the seat.
 */
export function orderChanges(
  table: Table,
  context: RequestContext,
  { enrolment: before, stored }: FoundOrder,
  { enrolment, event, lessons, returnedLessonCount }: RefundMoneyDecision,
): readonly Change[] {
  const hasEnded = enrolment.status === "terminated" && before.state.status !== "terminated";
  return [
    ...aggregates(table, enrolmentKind).change(before, enrolment, event, context),
    ...lessons.map((lesson) => lessonChange(before, stored.get(lesson.lessonNumber), lesson)),
    ...(returnedLessonCount === 0 ? [] : [consumedLessonsChange(enrolment, returnedLessonCount)]),
    ...(hasEnded ? [freeSeatChange(enrolment.classId)] : []),
  ];
}

/** What a decision changes: the refund, its notices and, where money moves, its order. */
export const stepChanges = (
  table: Table,
  context: RequestContext,
  before: StoredRefund,
  decided: RefundDecision | RefundMoneyDecision,
  found?: FoundOrder,
): readonly Change[] => [
  ...refundChanges(table, before, decided.refund, decided.refundEvent, context),
  ...("moves" in decided && found !== undefined
    ? orderChanges(table, context, found, decided)
    : []),
  ...refundNotices(context, decided),
];

/** Takes a refund one step on, in one commit with whatever belongs to it. */
export const commitStep = (
  table: Table,
  context: RequestContext,
  before: StoredRefund,
  decided: RefundDecision | RefundMoneyDecision,
  {
    found,
    further = [],
  }: { readonly found?: FoundOrder; readonly further?: readonly Change[] } = {},
): Promise<z.input<typeof RefundStanding>> =>
  commitCommand(
    table,
    context,
    [...stepChanges(table, context, before, decided, found), ...further],
    standingOf(decided.refund),
  );
