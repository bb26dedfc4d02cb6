import { aggregates } from "../../adapters/aggregates.ts";
import { type CalendarEdition, calendarReader } from "../../adapters/calendar-reader.ts";
import { noticeChanges } from "../../adapters/notices/record-notice.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import {
  findLessonItem,
  lessonChange,
  clockChange,
} from "../../adapters/repositories/lesson-items.ts";
import { consumedLessonsChange } from "../../adapters/repositories/order-guard-items.ts";
import { commitCommand, StaleVersion } from "../../adapters/unit-of-work.ts";
import { guardianOf } from "../../domain/enrolment/enrolment.ts";
import { decideDeemLesson } from "../../domain/lesson/deem-lesson.ts";
import { recountFamilyTime, remindFamily } from "../../domain/lesson/family-clock.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { RequestContext } from "../kit/context.ts";
import type { Kit } from "../kit/deps.ts";

/**
 * What a family's silence brings about: a reminder at its times, and after the last day the consent that
 * the law presumes. Whatever the family did meanwhile goes first; and the days are counted by the calendar
 * as it is now, of which the family is told when they have changed.
 */
export const settleSilence = ({ table, now }: Kit) => {
  const calendarAt = calendarReader(table, now);
  const enrolments = aggregates(table, enrolmentKind);

  return async (
    enrolmentId: string,
    lessonNumber: number,
    context: RequestContext,
    correction?: CalendarEdition,
  ): Promise<string> => {
    const found = await enrolments.find(enrolmentId);
    const stored = await findLessonItem(table, enrolmentId, lessonNumber);
    invariant(found && stored, `lesson ${lessonNumber} of ${enrolmentId} is due and exists`);
    if (stored.enrolmentVersion > found.version)
      throw new StaleVersion(`lesson ${lessonNumber} of ${enrolmentId} is newer than the head`);
    const { lesson } = stored;
    if (lesson.deadline === undefined) return "nothing-runs";
    const { amountFen, deadline } = lesson;
    const tell = (template: "confirmation-reminder" | "lesson-deemed", dueOn = deadline.lastDay) =>
      noticeChanges(context, {
        recipient: { kind: "member", memberId: guardianOf(found.state) },
        template,
        facts: { amountFen, dueOn },
        about: { enrolmentId: lesson.enrolmentId, lessonNumber },
      });

    const calendar = await calendarAt(deadline.fromAt, correction);
    const recounted = recountFamilyTime(lesson, calendar);
    if (recounted?.deadline !== undefined) {
      const news = tell("confirmation-reminder", recounted.deadline.lastDay);
      await commitCommand(table, context, [clockChange(stored, recounted), ...news], {});
      return "recounted";
    }
    const reminded = remindFamily(lesson, context.now);
    if (reminded !== undefined) {
      const changes = [clockChange(stored, reminded), ...tell("confirmation-reminder")];
      await commitCommand(table, context, changes, {});
      return "reminded";
    }
    const decided = decideDeemLesson(found.state, lesson, context.now);
    if (!decided.ok) return decided.refusal.code;
    const { enrolment, event, consumedLessonCount } = decided.value;
    await commitCommand(
      table,
      context,
      [
        ...enrolments.change(found, enrolment, event, context),
        lessonChange(found, lesson, decided.value.lesson),
        consumedLessonsChange(found.state, consumedLessonCount),
        ...tell("lesson-deemed"),
      ],
      {},
    );
    return "deemed";
  };
};
