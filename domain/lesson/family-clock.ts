import type { Calendar } from "../reference/calendar.ts";
import { recountDeadline } from "../reference/working-day-deadline.ts";
import { invariant } from "../shared/invariant.ts";
import { type Due, isToBeReminded, nextAttention } from "../shared/deadline.ts";
import type { EpochMs } from "../shared/time.ts";
import type { LessonState } from "./lesson.ts";

/**
 * When a lesson next needs attention: the family's next reminder, or else the end of its time; and once it has
 * confirmed, the instant at which its word stands and its fee is instructed.
 */
export function dueOfLesson(lesson: LessonState): Due | undefined {
  const { status, deadline, remindedAt, undoUntil } = lesson;
  if (status === "confirmed" && undoUntil !== undefined)
    return { at: undoUntil, provisional: false };
  if (status !== "requested" || deadline === undefined) return undefined;
  return nextAttention(deadline, remindedAt);
}

/** The lesson after the family was reminded, or nothing where no reminder is due. */
export function remindFamily(lesson: LessonState, at: EpochMs): LessonState | undefined {
  const { status, deadline, remindedAt } = lesson;
  if (status !== "requested" || deadline === undefined) return undefined;
  return isToBeReminded(deadline, remindedAt, at) ? { ...lesson, remindedAt: at } : undefined;
}

/** The lesson with its family's time counted by this calendar, or nothing where that changes nothing. */
export function recountFamilyTime(
  lesson: LessonState,
  calendar: Calendar,
): LessonState | undefined {
  const { status, deadline } = lesson;
  if (status !== "requested" || deadline === undefined) return undefined;
  const recounted = recountDeadline(calendar, deadline);
  invariant(recounted.ok, `${deadline.workingDays} working days were counted before`);
  const { dueAt, provisional } = recounted.value;
  if (dueAt === deadline.dueAt && provisional === deadline.provisional) return undefined;
  return { ...lesson, deadline: recounted.value };
}

/** A confirmed lesson that the family can no longer take back, and whose fee is not instructed by the clock. */
export function withoutUndo({ undoUntil: _over, ...lesson }: LessonState): LessonState {
  return lesson;
}
