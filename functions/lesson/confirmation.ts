import { aggregates } from "../../adapters/aggregates.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { lessonChange } from "../../adapters/repositories/lesson-items.ts";
import { consumedLessonsChange } from "../../adapters/repositories/order-guard-items.ts";
import type { Table } from "../../adapters/table/table.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { decideConfirmLesson } from "../../domain/lesson/confirm-lesson.ts";
import type { RequestContext } from "../kit/context.ts";
import { orThrow } from "../kit/problem.ts";
import { ownLesson } from "./own-lesson.ts";
import type { LessonRef } from "./schemas.ts";

/** The calling guardian confirms one lesson, alone or among many: one commit. */
export async function confirmOwnLesson(table: Table, context: RequestContext, asked: LessonRef) {
  const { enrolment, stored, lesson } = await ownLesson(table, context, asked);
  const decided = orThrow(decideConfirmLesson(enrolment.state, lesson, context.now));
  const { enrolmentId, lessonNumber, status, amountFen } = decided.lesson;
  const enrolments = aggregates(table, enrolmentKind);
  return commitCommand(
    table,
    context,
    [
      ...enrolments.change(enrolment, decided.enrolment, decided.event, context),
      lessonChange(enrolment, stored, decided.lesson),
      consumedLessonsChange(enrolment.state, decided.consumedLessonCount),
    ],
    { enrolmentId, lessonNumber, status, amountFen },
  );
}
