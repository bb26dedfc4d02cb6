import { aggregates } from "../../adapters/aggregates.ts";
import { noticeChanges } from "../../adapters/notices/record-notice.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { lessonChange } from "../../adapters/repositories/lesson-items.ts";
import { reopenedLessonsChange } from "../../adapters/repositories/order-guard-items.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { guardianOf } from "../../domain/enrolment/enrolment.ts";
import { decideUndoConfirmation } from "../../domain/lesson/undo-confirmation.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { orThrow } from "../kit/problem.ts";
import type { undoConfirmation as contract } from "./contracts.ts";
import { ownLesson } from "./own-lesson.ts";

/**
 * Takes a confirmation back. The instant at which its fee would be instructed goes with it, and the guardian is
 * told until when the lesson awaits an answer again: a time that runs must be known.
 */
export const undoConfirmation = ({ table }: Kit): UseCaseOf<typeof contract> => {
  const enrolments = aggregates(table, enrolmentKind);

  return async ({ path }, context) => {
    const { enrolment, stored, lesson } = await ownLesson(table, context, path);
    const decided = orThrow(decideUndoConfirmation(enrolment.state, lesson, context.now));
    const { enrolmentId, lessonNumber, status, amountFen, deadline } = decided.lesson;
    invariant(deadline, `lesson ${lessonNumber} of ${enrolmentId} was asked for`);
    return commitCommand(
      table,
      context,
      [
        ...enrolments.change(enrolment, decided.enrolment, decided.event, context),
        lessonChange(enrolment, stored, decided.lesson),
        reopenedLessonsChange(enrolment.state, decided.reopenedLessonCount),
        ...noticeChanges(context, {
          recipient: { kind: "member", memberId: guardianOf(enrolment.state) },
          template: "confirmation-requested",
          facts: { amountFen, dueOn: deadline.lastDay },
          about: { enrolmentId, lessonNumber },
        }),
      ],
      { enrolmentId, lessonNumber, status, amountFen },
    );
  };
};
