import { aggregates } from "../../adapters/aggregates.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { lessonChange } from "../../adapters/repositories/lesson-items.ts";
import { consumedLessonsChange } from "../../adapters/repositories/order-guard-items.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { decideConfirmLesson } from "../../domain/lesson/confirm-lesson.ts";
import { toRfc3339 } from "../../domain/shared/time.ts";
import type { RequestContext } from "../kit/context.ts";
import type { Kit } from "../kit/deps.ts";
import { orThrow } from "../kit/problem.ts";
import { ownLesson } from "./own-lesson.ts";
import type { LessonRef } from "./schemas.ts";
import { undoWindow } from "./undo-window.ts";

/** The calling guardian confirms one lesson, alone or among many: one commit. */
export const ownConfirmation = (kit: Pick<Kit, "table" | "units" | "rules">) => {
  const { table } = kit;
  const enrolments = aggregates(table, enrolmentKind);
  const undoMinutesOf = undoWindow(kit);

  return async (context: RequestContext, asked: LessonRef) => {
    const { enrolment, stored, lesson } = await ownLesson(table, context, asked);
    const undoMinutes = await undoMinutesOf(enrolment.state);
    const decided = orThrow(decideConfirmLesson(enrolment.state, lesson, undoMinutes, context.now));
    const { enrolmentId, lessonNumber, status, amountFen, undoUntil } = decided.lesson;
    return commitCommand(
      table,
      context,
      [
        ...enrolments.change(enrolment, decided.enrolment, decided.event, context),
        lessonChange(enrolment, stored, decided.lesson),
        consumedLessonsChange(enrolment.state, decided.consumedLessonCount),
      ],
      {
        ...{ enrolmentId, lessonNumber, status, amountFen },
        ...(undoUntil === undefined ? {} : { undoUntil: toRfc3339(undoUntil) }),
      },
    );
  };
};
