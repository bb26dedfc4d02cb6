import { PREFIX } from "./key-names.ts";
import type { Key } from "./table.ts";

/** The keys of where pupils were recorded, and of who was recorded in two places; part of `keys`. */
export const presenceKeys = {
  /** A pupil's id carries no time and tells nothing without the vault; orders hold it as it is too. */
  pupilDay: (studentId: string, day: string): Key => ({
    pk: `${PREFIX.pupilDay}#${studentId}#${day}`,
    sk: "HEAD",
  }),
  doubleAttendance: (id: string): Key => ({ pk: `${PREFIX.doubleAttendance}#${id}`, sk: "HEAD" }),
  doubleAttendancesOfInstitution: (id: string) => `${PREFIX.doubleAttendancesByInstitution}#${id}`,
} as const;
