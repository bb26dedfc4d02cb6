import * as z from "zod";
import type { EnrolmentState } from "../../domain/enrolment/enrolment.ts";
import { dueOfLesson } from "../../domain/lesson/family-clock.ts";
import { LessonState } from "../../domain/lesson/lesson.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { storable, type Stored } from "../aggregates.ts";
import { dueAttributes } from "../due-index.ts";
import { keys } from "../table/keys.ts";
import type { Item, Table } from "../table/table.ts";
import { type Change, StaleVersion } from "../unit-of-work.ts";

/**
 * Lessons lie behind the head of their enrolment, an item each, from their first record on. Whatever
 * changes a lesson changes its enrolment's head in the same commit; the item notes the version that the
 * head got by it.
 */
const LESSON = "lesson";
const LessonItem = z.object({ enrolmentVersion: z.int().min(1), state: LessonState });

/**
 * The lesson's item as it was when its enrolment had the version that was read; nothing while the lesson
 * is only scheduled by its class. Head and lesson are read one after the other, and a decision needs both
 * of one moment.
 * @throws StaleVersion when the lesson has changed since the head was read
 */
export async function findLesson(
  table: Table,
  { state: { enrolmentId }, version }: Stored<EnrolmentState>,
  lessonNumber: number,
): Promise<LessonState | undefined> {
  const found = await findLessonItem(table, enrolmentId, lessonNumber);
  if (found === undefined) return undefined;
  if (found.enrolmentVersion > version)
    throw new StaleVersion(`lesson ${lessonNumber} of ${enrolmentId} is newer than the head`);
  return found.lesson;
}

/** A lesson's item, and the version that its enrolment's head got by its last change. */
export interface StoredLesson {
  readonly lesson: LessonState;
  readonly enrolmentVersion: number;
}

export async function findLessonItem(
  table: Table,
  enrolmentId: string,
  lessonNumber: number,
): Promise<StoredLesson | undefined> {
  const item = await table.get(keys.lesson(enrolmentId, lessonNumber));
  if (item === undefined) return undefined;
  const { enrolmentVersion, state } = LessonItem.parse(item);
  return { lesson: state, enrolmentVersion };
}

/** All lessons of an enrolment that have an item, in the order of their numbers. */
export async function lessonsOf(
  table: Table,
  enrolmentId: string,
): Promise<readonly LessonState[]> {
  return (await lessonItemsOf(table, enrolmentId)).map(({ lesson }) => lesson);
}

/**
 * The same as they were when the enrolment had the version that was read.
 * @throws StaleVersion when one of them has changed since the head was read
 */
export async function lessonsAsOf(
  table: Table,
  { state: { enrolmentId }, version }: Stored<EnrolmentState>,
): Promise<readonly LessonState[]> {
  const items = await lessonItemsOf(table, enrolmentId);
  if (items.some(({ enrolmentVersion }) => enrolmentVersion > version))
    throw new StaleVersion(`a lesson of ${enrolmentId} is newer than the head`);
  return items.map(({ lesson }) => lesson);
}

async function lessonItemsOf(table: Table, enrolmentId: string): Promise<readonly StoredLesson[]> {
  const { pk, beginsWith } = keys.lessons(enrolmentId);
  const lessons: StoredLesson[] = [];
  let after: Readonly<Record<string, string>> | undefined;
  do {
    const query = { pk, sk: { beginsWith }, consistent: true };
    const page = await table.query(after === undefined ? query : { ...query, after });
    lessons.push(
      ...page.items.map((item) => {
        const { state, enrolmentVersion } = LessonItem.parse(item);
        return { lesson: state, enrolmentVersion };
      }),
    );
    after = page.next;
  } while (after !== undefined);
  return lessons;
}

/**
 * Writes a lesson as a decision left it, beside the change of its enrolment's head.
 * @param enrolment the head as it was read
 * @param before the lesson as it was stored, absent at its first record: it must still be so
 */
export function lessonChange(
  enrolment: Stored<EnrolmentState>,
  before: LessonState | undefined,
  lesson: LessonState,
): Change {
  return {
    write: {
      kind: "put",
      item: lessonItem(lesson, enrolment.version + 1),
      condition:
        before === undefined
          ? { kind: "absent" }
          : { kind: "equals", attribute: "status", value: before.status },
    },
  };
}

/**
 * Writes that a family was reminded, or that its time was counted anew. No money or status changes, so the
 * head stays as it is; the lesson has to be still as it was read, down to the instant at which it was due.
 */
export function clockChange({ lesson, enrolmentVersion }: StoredLesson, next: LessonState): Change {
  const { duesk } = lessonItem(lesson, enrolmentVersion);
  invariant(typeof duesk === "string", `the clock of lesson ${lesson.lessonNumber} runs`);
  return {
    write: {
      kind: "put",
      item: lessonItem(next, enrolmentVersion),
      condition: {
        kind: "all",
        of: [
          { kind: "equals", attribute: "enrolmentVersion", value: enrolmentVersion },
          { kind: "equals", attribute: "duesk", value: duesk },
        ],
      },
    },
  };
}

function lessonItem(lesson: LessonState, enrolmentVersion: number): Item {
  const key = keys.lesson(lesson.enrolmentId, lesson.lessonNumber);
  return {
    ...key,
    type: LESSON,
    schemaVersion: 1,
    status: lesson.status,
    enrolmentVersion,
    state: storable(LessonState.parse(lesson)),
    ...dueAttributes(key, dueOfLesson(lesson)),
  };
}
