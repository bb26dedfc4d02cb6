import { LessonState } from "../../domain/lesson/lesson.ts";
import { storable } from "../aggregates.ts";
import { keys } from "../table/keys.ts";
import type { Table } from "../table/table.ts";
import type { Change } from "../unit-of-work.ts";

/**
 * Lessons lie behind the head of their enrolment, an item each, from their first record on. They have no
 * version: whatever changes a lesson changes its enrolment's head in the same commit.
 */
const LESSON = "lesson";

/** A lesson's item, or nothing while the lesson is only scheduled by its class. */
export async function findLesson(
  table: Table,
  enrolmentId: string,
  lessonNumber: number,
): Promise<LessonState | undefined> {
  const item = await table.get(keys.lesson(enrolmentId, lessonNumber));
  return item === undefined ? undefined : LessonState.parse(item["state"]);
}

/** All lessons of an enrolment that have an item, in the order of their numbers. */
export async function lessonsOf(
  table: Table,
  enrolmentId: string,
): Promise<readonly LessonState[]> {
  const { pk, beginsWith } = keys.lessons(enrolmentId);
  const lessons: LessonState[] = [];
  let after: Readonly<Record<string, string>> | undefined;
  do {
    const query = { pk, sk: { beginsWith }, consistent: true };
    const page = await table.query(after === undefined ? query : { ...query, after });
    lessons.push(...page.items.map((item) => LessonState.parse(item["state"])));
    after = page.next;
  } while (after !== undefined);
  return lessons;
}

/**
 * Writes a lesson as a decision left it.
 * @param before the lesson as it was stored, absent at its first record: it must still be so
 */
export function lessonChange(before: LessonState | undefined, lesson: LessonState): Change {
  return {
    write: {
      kind: "put",
      item: {
        ...keys.lesson(lesson.enrolmentId, lesson.lessonNumber),
        type: LESSON,
        schemaVersion: 1,
        status: lesson.status,
        state: storable(LessonState.parse(lesson)),
      },
      condition:
        before === undefined
          ? { kind: "absent" }
          : { kind: "equals", attribute: "status", value: before.status },
    },
  };
}
