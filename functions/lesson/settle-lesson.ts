import type { CalendarEdition } from "../../adapters/calendar-reader.ts";
import { findLessonItem } from "../../adapters/repositories/lesson-items.ts";
import { instructConfirmed } from "../custody/instruct-confirmed.ts";
import type { RequestContext } from "../kit/context.ts";
import type { Kit } from "../kit/deps.ts";
import { settleSilence } from "./settle-silence.ts";

/** What a lesson's instant brings about: of a family's silence, or of its word that now stands. */
export const settleLesson = (kit: Kit) => {
  const settle = settleSilence(kit);
  const instruct = instructConfirmed(kit);

  return async (
    enrolmentId: string,
    lessonNumber: number,
    context: RequestContext,
    correction?: CalendarEdition,
  ): Promise<string> => {
    const stored = await findLessonItem(kit.table, enrolmentId, lessonNumber);
    return stored?.lesson.undoUntil === undefined
      ? settle(enrolmentId, lessonNumber, context, correction)
      : instruct(enrolmentId, lessonNumber, context);
  };
};
