import { aggregates, type Stored } from "../../adapters/aggregates.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { findLesson } from "../../adapters/repositories/lesson-items.ts";
import type { Table } from "../../adapters/table/table.ts";
import type { EnrolmentState } from "../../domain/enrolment/enrolment.ts";
import { type LessonState, scheduledLesson } from "../../domain/lesson/lesson.ts";
import { memberOf, notFound } from "../kit/access.ts";
import type { RequestContext } from "../kit/context.ts";

/** A lesson with its enrolment's head, both of one moment. */
export interface FoundLesson {
  readonly enrolment: Stored<EnrolmentState>;
  /** As its item has it, absent before its first record. */
  readonly stored: LessonState | undefined;
  readonly lesson: LessonState;
}

/** A lesson of the calling guardian's; another family's looks as if it did not exist. */
export async function ownLesson(
  table: Table,
  context: RequestContext,
  { enrolmentId, lessonNumber }: { readonly enrolmentId: string; readonly lessonNumber: number },
): Promise<FoundLesson> {
  const enrolment = await aggregates(table, enrolmentKind).find(enrolmentId);
  if (enrolment?.state.guardianId !== memberOf(context).memberId)
    throw notFound("enrolment", enrolmentId);
  return lessonOf(table, enrolment, lessonNumber);
}

/** A lesson of an enrolment that may be seen. */
export async function lessonOf(
  table: Table,
  enrolment: Stored<EnrolmentState>,
  lessonNumber: number,
): Promise<FoundLesson> {
  if (lessonNumber > enrolment.state.lessonCount) throw notFound("lesson", String(lessonNumber));
  const stored = await findLesson(table, enrolment, lessonNumber);
  return { enrolment, stored, lesson: stored ?? scheduledLesson(enrolment.state, lessonNumber) };
}
