import type { LessonState } from "./lesson.ts";

/** Whether the pupil is on leave from a session: leave from one session is none from the next. */
export const isOnLeave = (
  { leaveAt, sessionNumber }: Pick<LessonState, "leaveAt" | "sessionNumber">,
  ofSession: number,
): boolean => leaveAt !== undefined && sessionNumber === ofSession;
