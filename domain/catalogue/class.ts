import * as z from "zod";
import { ClassId, CourseId, InstitutionId, MemberId, UnitId } from "../shared/ids.ts";
import { ok, type Result } from "../shared/result.ts";
import { EpochMs } from "../shared/time.ts";
import { refuseCatalogue } from "./refusals.ts";

/**
 * One meeting of a class, stored in an item of its own. A class begins with one session for each lesson, of the
 * same number; a make-up session has a number behind those, and teaches a lesson that was missed.
 */
export const ClassSession = z.object({
  number: z.int().min(1),
  startsAt: EpochMs,
  endsAt: EpochMs,
  /** The lesson that a make-up session teaches, and the session whose place it takes. */
  makesUp: z.object({ lessonNumber: z.int().min(1), sessionNumber: z.int().min(1) }).optional(),
  /** When it was to begin before it was moved, the first time if it was moved often. */
  movedFrom: EpochMs.optional(),
  /** When its times were announced, if that was after the class had opened. */
  announcedAt: EpochMs.optional(),
  /** It does not take place, and consumes nobody's lesson. */
  cancelledAt: EpochMs.optional(),
  /** Its register was opened: it was held, and stays as it was. */
  recordedAt: EpochMs.optional(),
  /** Who teaches it in the place of the class's own teacher. */
  teacherId: MemberId.optional(),
});
export type ClassSession = z.infer<typeof ClassSession>;

/** The head of a class: its seats, and the time that its sessions span. */
export const ClassState = z.object({
  classId: ClassId,
  courseId: CourseId,
  institutionId: InstitutionId,
  countyUnitId: UnitId,
  /** Cancelled: the institution has given it up. */
  status: z.enum(["open", "cancelled"]),
  capacity: z.int().min(1),
  seatsTaken: z.int().min(0),
  /** All sessions ever planned, cancelled ones and make-up sessions too. */
  sessionCount: z.int().min(1),
  /** The start of the first session that stands. */
  startsAt: EpochMs,
  /** The end of the last session that stands. */
  endsAt: EpochMs,
  /** The teacher whom contracts of this class name (指定教师); absent: they name nobody. */
  teacherId: MemberId.optional(),
});
export type ClassState = z.infer<typeof ClassState>;

/** A class as its timetable sees it: orders count the seats that are taken beside it. */
export type ClassPlan = Omit<ClassState, "seatsTaken">;

/**
 * Takes one seat. The store repeats the same condition (`seatsTaken` below `capacity`) at the commit, so
 * that parallel orders cannot oversell.
 */
export function takeSeat(aClass: ClassState): Result<ClassState, "catalogue.class-full"> {
  if (aClass.seatsTaken >= aClass.capacity)
    return refuseCatalogue("catalogue.class-full", { capacity: aClass.capacity });
  return ok({ ...aClass, seatsTaken: aClass.seatsTaken + 1 });
}
