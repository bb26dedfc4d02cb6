import * as z from "zod";
import { emptyGuard, OrderGuard } from "../../domain/enrolment/order-guard.ts";
import { storable } from "../aggregates.ts";
import { keys } from "../table/keys.ts";
import type { Table } from "../table/table.ts";
import type { Change } from "../unit-of-work.ts";

/** A guard as it was read; without a version it does not exist yet. */
export interface StoredGuard {
  readonly guard: OrderGuard;
  readonly version?: number;
}

type GuardOf = Pick<OrderGuard, "studentId" | "institutionId" | "subjectKey">;

const GuardItem = OrderGuard.extend({ version: z.int().min(1) });

const keyOf = ({ studentId, institutionId, subjectKey }: GuardOf) =>
  keys.orderGuard(studentId, institutionId, subjectKey);

/** The guard of a pupil with an institution in a subject; an empty one where there was no order yet. */
export async function findOrderGuard(table: Table, of: GuardOf): Promise<StoredGuard> {
  const { studentId, institutionId, subjectKey } = of;
  const item = await table.get(keyOf(of));
  if (item === undefined) return { guard: emptyGuard({ studentId, institutionId, subjectKey }) };
  const { version, ...guard } = GuardItem.parse(item);
  return { guard, version };
}

/**
 * Writes an order into its guard, if no other order came in since it was read. The count of lessons is added
 * to, not set: lessons that are consumed meanwhile make no order stale.
 */
export function admitOrderChange(before: StoredGuard, after: OrderGuard): Change {
  const { studentId, institutionId, subjectKey, orders, unconsumedLessonCount } = after;
  return {
    write: {
      kind: "update",
      key: keyOf(after),
      set: { type: "order-guard", studentId, institutionId, subjectKey, orders: storable(orders) },
      add: {
        unconsumedLessonCount: unconsumedLessonCount - before.guard.unconsumedLessonCount,
        version: 1,
      },
      condition:
        before.version === undefined
          ? { kind: "absent" }
          : { kind: "equals", attribute: "version", value: before.version },
    },
  };
}

/** Lessons that were consumed (confirmed) or given back count no longer; written without reading the guard. */
export const releaseLessonsChange = (of: GuardOf, lessonCount: number): Change => ({
  write: {
    kind: "update",
    key: keyOf(of),
    add: { unconsumedLessonCount: -lessonCount },
    condition: { kind: "at-least", attribute: "unconsumedLessonCount", value: lessonCount },
  },
});
