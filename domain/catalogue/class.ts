import * as z from "zod";
import { ClassId, CourseId, InstitutionId, UnitId } from "../shared/ids.ts";
import { ok, type Result } from "../shared/result.ts";
import { EpochMs } from "../shared/time.ts";
import { refuseCatalogue } from "./refusals.ts";

/** One meeting of a class, which teaches one lesson. Stored in an item of its own. */
export const ClassSession = z.object({
  number: z.int().min(1),
  startsAt: EpochMs,
  endsAt: EpochMs,
});
export type ClassSession = z.infer<typeof ClassSession>;

/** The head of a class: its seats, and the time that its sessions span. */
export const ClassState = z.object({
  classId: ClassId,
  courseId: CourseId,
  institutionId: InstitutionId,
  countyUnitId: UnitId,
  status: z.literal("open"),
  capacity: z.int().min(1),
  seatsTaken: z.int().min(0),
  sessionCount: z.int().min(1),
  /** The start of the first session. */
  startsAt: EpochMs,
  /** The end of the last session. */
  endsAt: EpochMs,
});
export type ClassState = z.infer<typeof ClassState>;

/**
 * Takes one seat. The store repeats the same condition (`seatsTaken` below `capacity`) at the commit, so
 * that parallel orders cannot oversell.
 */
export function takeSeat(aClass: ClassState): Result<ClassState, "catalogue.class-full"> {
  if (aClass.seatsTaken >= aClass.capacity)
    return refuseCatalogue("catalogue.class-full", { capacity: aClass.capacity });
  return ok({ ...aClass, seatsTaken: aClass.seatsTaken + 1 });
}
