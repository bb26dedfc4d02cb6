import { aggregates, type Stored } from "../../adapters/aggregates.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { lessonsAsOf } from "../../adapters/repositories/lesson-items.ts";
import type { StoredRefund } from "../../adapters/repositories/refund-items.ts";
import type { Table } from "../../adapters/table/table.ts";
import { StaleVersion } from "../../adapters/unit-of-work.ts";
import type { EnrolmentState } from "../../domain/enrolment/enrolment.ts";
import { type LessonState, scheduledLesson } from "../../domain/lesson/lesson.ts";
import { type HeldOrder, holdsLessons } from "../../domain/refund/hold-money.ts";
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
 * The order of a refund, read after it. Where something was committed in between, the lessons show it: those of a
 * refund that is not over are held for it.
 * @throws StaleVersion when they are not, for the refund is not any more what was read
 */
export async function orderOfRefund(table: Table, { state }: StoredRefund): Promise<FoundOrder> {
  const { refundId, enrolmentId, lessons } = state;
  const found = await findOrder(table, enrolmentId);
  invariant(found, `${refundId} is of an order`);
  const areHeld = lessons.every(
    ({ lessonNumber }) => found.stored.get(lessonNumber)?.status === "refunding",
  );
  if (holdsLessons(state) && !areHeld)
    throw new StaleVersion(`${refundId} holds its lessons no more as when it was read`);
  return found;
}
