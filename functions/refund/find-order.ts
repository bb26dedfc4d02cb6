import { aggregates, type Stored } from "../../adapters/aggregates.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { lessonsAsOf } from "../../adapters/repositories/lesson-items.ts";
import { findRefund, type StoredRefund } from "../../adapters/repositories/refund-items.ts";
import type { Table } from "../../adapters/table/table.ts";
import type { EnrolmentState } from "../../domain/enrolment/enrolment.ts";
import { type LessonState, scheduledLesson } from "../../domain/lesson/lesson.ts";
import type { HeldOrder } from "../../domain/refund/hold-money.ts";
import { invariant } from "../../domain/shared/invariant.ts";

/** An order with all its lessons, of one moment. */
export interface FoundOrder {
  readonly enrolment: Stored<EnrolmentState>;
  /** The lessons that have an item, by their numbers. */
  readonly stored: ReadonlyMap<number, LessonState>;
  /** As refunds see it: lessons without an item are as the class has scheduled them. */
  readonly order: HeldOrder;
}

/** Reads an order whole. @throws StaleVersion when a lesson has changed since the head was read */
export async function findOrder(
  table: Table,
  enrolmentId: string,
): Promise<FoundOrder | undefined> {
  const enrolment = await aggregates(table, enrolmentKind).find(enrolmentId);
  if (enrolment === undefined) return undefined;
  const stored = new Map(
    (await lessonsAsOf(table, enrolment)).map((lesson) => [lesson.lessonNumber, lesson]),
  );
  const { state } = enrolment;
  const lessons = Array.from({ length: state.lessonCount }, (_, place) => {
    const lessonNumber = place + 1;
    return stored.get(lessonNumber) ?? scheduledLesson(state, lessonNumber);
  });
  return { enrolment, stored, order: { enrolment: state, lessons } };
}

/**
 * A refund with its order. The refund is read after the order: where something was committed in between, the
 * refund shows it, and is refused by its state before the two are judged together.
 */
export async function findWithOrder(
  table: Table,
  { state: { refundId, enrolmentId } }: StoredRefund,
): Promise<{ readonly refund: StoredRefund; readonly found: FoundOrder }> {
  const found = await findOrder(table, enrolmentId);
  const refund = await findRefund(table, refundId);
  invariant(found && refund, `${refundId} is of an order`);
  return { refund, found };
}
