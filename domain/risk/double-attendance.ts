import * as z from "zod";
import { DoubleAttendanceFound, DoubleAttendanceWithdrawn } from "../../events/risk.ts";
import { LocalDate, shanghaiDate, toRfc3339 } from "../shared/time.ts";
import { type Doubt, placeName, Presence } from "./pupil-day.ts";

/** A lesson at which a pupil was recorded. */
export const AttendedLesson = Presence.pick({
  institutionId: true,
  enrolmentId: true,
  sessionNumber: true,
  lessonNumber: true,
  classId: true,
  startsAt: true,
  endsAt: true,
});
export type AttendedLesson = z.infer<typeof AttendedLesson>;

/** A lesson of an institution at which a pupil was recorded who was recorded elsewhere at the same time. */
export const DoubleAttendance = AttendedLesson.extend({
  countyUnitId: Presence.shape.countyUnitId,
  /** The other lesson, and the day on which both were recorded; absent while nothing is wrong any more. */
  found: z.object({ other: AttendedLesson, knownOn: LocalDate }).optional(),
});
export type DoubleAttendance = z.infer<typeof DoubleAttendance>;

export interface DoubleAttendanceDecision {
  readonly attendance: DoubleAttendance;
  readonly event: ReturnType<
    typeof DoubleAttendanceFound.make | typeof DoubleAttendanceWithdrawn.make
  >;
}

/**
 * Finds a lesson in doubt, in doubt for another reason than before, or no longer.
 * @param doubt of the lesson as its pupil's day is now; none where nothing speaks against it
 * @returns nothing where that is how the lesson was found before, or it was never in doubt
 */
export function followDoubt(
  before: DoubleAttendance | undefined,
  lesson: Presence,
  doubt: Doubt | undefined,
): DoubleAttendanceDecision | undefined {
  const of = AttendedLesson.parse(lesson);
  const attendance = { ...of, countyUnitId: lesson.countyUnitId };
  if (doubt === undefined)
    return before?.found && { attendance, event: DoubleAttendanceWithdrawn.make(told(of)) };
  const other = AttendedLesson.parse(doubt.other);
  const knownOn = shanghaiDate(doubt.knownAt);
  if (before?.found?.knownOn === knownOn && placeName(before.found.other) === placeName(other))
    return undefined;
  return {
    attendance: { ...attendance, found: { other, knownOn } },
    event: DoubleAttendanceFound.make({ ...told(of), other: told(other), knownOn }),
  };
}

const told = ({ startsAt, endsAt, ...lesson }: AttendedLesson) => ({
  ...lesson,
  ...{ startsAt: toRfc3339(startsAt), endsAt: toRfc3339(endsAt) },
});
