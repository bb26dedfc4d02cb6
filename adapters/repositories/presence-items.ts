import * as z from "zod";
import { DoubleAttendance } from "../../domain/risk/double-attendance.ts";
import { placeName, Presence, type PupilDay } from "../../domain/risk/pupil-day.ts";
import type { StudentId } from "../../domain/shared/ids.ts";
import { DAY_MS, type EpochMs, type LocalDate, startOfDay } from "../../domain/shared/time.ts";
import { type AggregateKind, storable } from "../aggregates.ts";
import { EXPIRY_ATTRIBUTE } from "../table/expiry.ts";
import { keys } from "../table/keys.ts";
import type { Table } from "../table/table.ts";
import type { Change } from "../unit-of-work.ts";

/**
 * Records are compared for so many days after the lessons: an order is over after three months, a family's silence and
 * a dispute some weeks later. What was found stays; where children were does not.
 */
const COMPARED_DAYS = 180;
/** An entry may be told late: what is compared with it has to be there still. */
const KEPT_DAYS = COMPARED_DAYS + 30;

/** Whether a day is over for so long that nothing about it is compared any more. */
export const isBeyondComparing = (day: LocalDate, at: EpochMs): boolean =>
  at > startOfDay(day) + COMPARED_DAYS * DAY_MS;

/** Whose day. */
export interface PupilDayName {
  readonly studentId: StudentId;
  readonly day: LocalDate;
}

const PupilDayItem = z.object({ version: z.int().min(1), presences: z.array(Presence) });

/** A pupil's day as it was read; version 0 where nothing was recorded yet. */
export interface StoredPupilDay {
  readonly presences: PupilDay;
  readonly version: number;
}

export async function findPupilDay(
  table: Table,
  { studentId, day }: PupilDayName,
): Promise<StoredPupilDay> {
  const item = await table.get(keys.pupilDay(studentId, day));
  return item === undefined ? { presences: [], version: 0 } : PupilDayItem.parse(item);
}

/** Writes what is said of a pupil's day, if nobody else has since it was read. */
export const pupilDayChange = (
  { studentId, day }: PupilDayName,
  { version }: StoredPupilDay,
  presences: PupilDay,
): Change => ({
  write: {
    kind: "put",
    item: {
      ...keys.pupilDay(studentId, day),
      type: "pupil-day",
      version: version + 1,
      presences: storable(presences),
      [EXPIRY_ATTRIBUTE]: (startOfDay(day) + KEPT_DAYS * DAY_MS) / 1000,
    },
    condition:
      version === 0 ? { kind: "absent" } : { kind: "equals", attribute: "version", value: version },
  },
});

/** A lesson whose pupil was recorded elsewhere as well, by its place; listed by its institution while that stands. */
export const doubleAttendanceKind: AggregateKind<DoubleAttendance> = {
  type: "double-attendance",
  key: keys.doubleAttendance,
  schema: DoubleAttendance,
  idOf: placeName,
  indexes: (state): Readonly<Record<string, string>> =>
    state.found === undefined
      ? {}
      : {
          gsi1pk: keys.doubleAttendancesOfInstitution(state.institutionId),
          gsi1sk: `${state.found.knownOn}#${placeName(state)}`,
        },
  scope: ({ countyUnitId, institutionId }) => ({ unitId: countyUnitId, institutionId }),
};
