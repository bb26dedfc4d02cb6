import { aggregates } from "../../adapters/aggregates.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { lessonsOf } from "../../adapters/repositories/lesson-items.ts";
import { keys } from "../../adapters/table/keys.ts";
import type { Table } from "../../adapters/table/table.ts";
import type { LessonRef } from "./schemas.ts";

/** Every lesson that awaits a guardian's confirmation, order by order. */
export async function pendingLessonsOf(
  table: Table,
  guardianId: string,
): Promise<readonly LessonRef[]> {
  const enrolments = aggregates(table, enrolmentKind);
  const pending: LessonRef[] = [];
  let after: Readonly<Record<string, string>> | undefined;
  do {
    const query = { index: "gsi1", pk: keys.enrolmentsOfGuardian(guardianId), limit: 100 } as const;
    const page = await table.query(after === undefined ? query : { ...query, after });
    const heads = await enrolments.findMany(page.items.map(({ pk }) => keys.idOf(pk)));
    const waiting = heads.filter(({ state }) => state.balances.pending > 0);
    const lessons = await Promise.all(
      waiting.map(({ state }) => lessonsOf(table, state.enrolmentId)),
    );
    for (const { enrolmentId, lessonNumber, status } of lessons.flat())
      if (status === "requested") pending.push({ enrolmentId, lessonNumber });
    after = page.next;
  } while (after !== undefined);
  return pending;
}
