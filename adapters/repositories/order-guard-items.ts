import { emptyGuard, OrderGuard } from "../../domain/enrolment/order-guard.ts";
import { storable } from "../aggregates.ts";
import { keys } from "../table/keys.ts";
import type { Table } from "../table/table.ts";
import { type Change, StaleVersion } from "../unit-of-work.ts";

/**
 * The guard of a pupil's orders with one institution in one subject: a plain item whose `version` every
 * write raises, so that an order decided on an old guard conflicts.
 */
const ORDER_GUARD = "order-guard";

type GuardOf = Pick<OrderGuard, "studentId" | "institutionId" | "subjectKey">;

/** A guard as it was read; version 0 where there is none yet. */
export interface StoredGuard {
  readonly guard: OrderGuard;
  readonly version: number;
}

const keyOf = ({ studentId, institutionId, subjectKey }: GuardOf) =>
  keys.orderGuard(studentId, institutionId, subjectKey);

export async function findOrderGuard(table: Table, of: GuardOf): Promise<StoredGuard> {
  const item = await table.get(keyOf(of));
  return item === undefined
    ? { guard: emptyGuard(of), version: 0 }
    : { guard: OrderGuard.parse(item), version: Number(item["version"]) };
}

/**
 * The guard of an order that was read before, whose lessons are to leave it.
 * @throws StaleVersion when some of them have left it since
 */
export async function findGuardHolding(
  table: Table,
  of: GuardOf,
  lessonCount: number,
): Promise<StoredGuard> {
  const stored = await findOrderGuard(table, of);
  if (stored.guard.unconsumedLessonCount < lessonCount)
    throw new StaleVersion(
      `lessons have left the guard of ${of.studentId} since their order was read`,
    );
  return stored;
}

/** Writes a guard that a decision has changed; it conflicts when another order was faster. */
export function orderGuardChange(before: StoredGuard, guard: OrderGuard): Change {
  return {
    write: {
      kind: "put",
      item: {
        ...keyOf(guard),
        type: ORDER_GUARD,
        ...OrderGuard.parse(guard),
        orders: storable(guard.orders),
        version: before.version + 1,
      },
      condition:
        before.version === 0
          ? { kind: "absent" }
          : { kind: "equals", attribute: "version", value: before.version },
    },
  };
}

/** Lets consumed lessons go without reading the guard: the subtraction of `releaseLessons`. */
export const consumedLessonsChange = (of: GuardOf, lessonCount: number): Change => ({
  write: {
    kind: "update",
    key: keyOf(of),
    add: { unconsumedLessonCount: -lessonCount, version: 1 },
    condition: { kind: "at-least", attribute: "unconsumedLessonCount", value: lessonCount },
  },
});

/** Lets lessons in again that were consumed and are so no more; the guard is there, since they left it. */
export const reopenedLessonsChange = (of: GuardOf, lessonCount: number): Change => ({
  write: {
    kind: "update",
    key: keyOf(of),
    add: { unconsumedLessonCount: lessonCount, version: 1 },
    condition: { kind: "at-least", attribute: "unconsumedLessonCount", value: 0 },
  },
});
