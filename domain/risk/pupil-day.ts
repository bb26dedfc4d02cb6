import * as z from "zod";
import { ClassId, EnrolmentId, InstitutionId, UnitId } from "../shared/ids.ts";
import { EpochMs } from "../shared/time.ts";

/** What an institution says of a pupil and a session: that the pupil was there, or no longer so. */
export const Presence = z.object({
  enrolmentId: EnrolmentId,
  /** Of the class, and of the enrolment: both counted from 1. */
  sessionNumber: z.int().min(1),
  lessonNumber: z.int().min(1),
  institutionId: InstitutionId,
  countyUnitId: UnitId,
  classId: ClassId,
  startsAt: EpochMs,
  endsAt: EpochMs,
  isPresent: z.boolean(),
  /** When it was said, and by which entry of the enrolment's journal: a later one takes its place. */
  recordedAt: EpochMs,
  sequence: z.int().min(1),
});
export type Presence = z.infer<typeof Presence>;

/** Which session, for which order of the pupil. */
export type Place = Pick<Presence, "enrolmentId" | "sessionNumber">;
export const placeName = ({ enrolmentId, sessionNumber }: Place): string =>
  `${enrolmentId}.${sessionNumber}`;

/**
 * All that is said of one pupil and one day in Asia/Shanghai, at whatever institution, in the order of places. Each
 * lesson lies within one day: the catalogue refuses those over midnight.
 */
export type PupilDay = readonly Presence[];

/** The day with one more word; the same day where that, or a later one of the same place, was known before. */
export function tellPresence(day: PupilDay, told: Presence): PupilDay {
  const name = placeName(told);
  const known = day.find((each) => placeName(each) === name);
  if (known !== undefined && known.sequence >= told.sequence) return day;
  return [...day.filter((each) => each !== known), told].toSorted(byPlace);
}

/** A lesson at which the pupil cannot have been, if they were at another one. */
export interface Doubt {
  readonly lesson: Presence;
  /** The other lesson: of several the one by which it was known first. */
  readonly other: Presence;
  /** When both had been recorded. */
  readonly knownAt: EpochMs;
}

/**
 * The lessons of a day that had the pupil elsewhere at the same time, by place. Between two institutions each of the two
 * lessons is in doubt, for either may be the invented one; of two lessons of one institution the one that was recorded
 * later, for one of them may be true. So a lesson counts once, however many others it meets: of three lessons of one
 * institution at one time two count. Lessons of which one ends as the other begins do not meet, whatever the way between
 * them; nor do two orders of one session, which is one place.
 */
export function doubtsOf(day: PupilDay): ReadonlyMap<string, Doubt> {
  const present = day.filter(({ isPresent }) => isPresent).toSorted(byRecord);
  const doubts = new Map<string, Doubt>();
  for (const lesson of present)
    for (const other of present) {
      if (!isElsewhere(lesson, other) || doubts.has(placeName(lesson))) continue;
      if (lesson.institutionId === other.institutionId && byRecord(lesson, other) < 0) continue;
      const knownAt = Math.max(lesson.recordedAt, other.recordedAt);
      doubts.set(placeName(lesson), { lesson, other, knownAt });
    }
  return doubts;
}

const isElsewhere = (lesson: Presence, other: Presence): boolean =>
  lesson.startsAt < other.endsAt &&
  other.startsAt < lesson.endsAt &&
  (lesson.classId !== other.classId || lesson.sessionNumber !== other.sessionNumber);

const byPlace = (one: Place, other: Place): number => (placeName(one) < placeName(other) ? -1 : 1);

/** The earlier record first; of two at one instant, those of a batch, by place. */
const byRecord = (one: Presence, other: Presence): number =>
  one.recordedAt - other.recordedAt || byPlace(one, other);
