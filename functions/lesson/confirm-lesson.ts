import { aggregates } from "../../adapters/aggregates.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { findLesson, lessonChange } from "../../adapters/repositories/lesson-items.ts";
import { consumedLessonsChange } from "../../adapters/repositories/order-guard-items.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { decideConfirmLesson } from "../../domain/lesson/confirm-lesson.ts";
import { scheduledLesson } from "../../domain/lesson/lesson.ts";
import { memberOf, notFound } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { orThrow } from "../kit/problem.ts";
import type { confirmLesson as contract } from "./contracts.ts";

export const confirmLesson = ({ table }: Kit): UseCaseOf<typeof contract> => {
  const enrolments = aggregates(table, enrolmentKind);

  return async ({ path }, context) => {
    const { enrolmentId, lessonNumber } = path;
    const found = await enrolments.find(enrolmentId);
    if (found?.state.guardianId !== memberOf(context).memberId)
      throw notFound("enrolment", enrolmentId);
    if (lessonNumber > found.state.lessonCount) throw notFound("lesson", String(lessonNumber));
    const stored = await findLesson(table, found, lessonNumber);
    const lesson = stored ?? scheduledLesson(found.state, lessonNumber);
    const decided = orThrow(decideConfirmLesson(found.state, lesson, context.now));
    const { status, amountFen } = decided.lesson;
    return commitCommand(
      table,
      context,
      [
        ...enrolments.change(found, decided.enrolment, decided.event, context),
        lessonChange(found, stored, decided.lesson),
        consumedLessonsChange(found.state, decided.consumedLessonCount),
      ],
      { enrolmentId, lessonNumber, status, amountFen },
    );
  };
};
