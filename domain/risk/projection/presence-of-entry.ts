import type * as z from "zod";
import { detailTypeOf } from "../../../events/define.ts";
import {
  AbsenceRecorded,
  AttendanceRecorded,
  DisputeFoundForFamily,
} from "../../../events/lesson.ts";
import type { StudentId } from "../../shared/ids.ts";
import { Presence } from "../pupil-day.ts";
import type { RecordedEvent } from "./fact-source.ts";

/** An entry of an enrolment's journal, as far as presence needs it. */
export interface EnrolmentEntry extends RecordedEvent {
  readonly sequence: number;
  readonly unitId?: string | undefined;
}

/** A pupil, and what is said of them. */
export interface ToldPresence {
  readonly studentId: StudentId;
  readonly presence: Presence;
}

const isOf = (
  event: { readonly detailType: string },
  { eventName, eventVersion }: RecordedEvent,
): boolean => detailTypeOf(eventName, eventVersion) === event.detailType;

/** Whether an entry takes a record back without naming its session: then the journal before it has to be read. */
export const refersBack = (entry: RecordedEvent): boolean => isOf(DisputeFoundForFamily, entry);

/**
 * What an entry says of where a pupil was. The institution's own record of attendance says it first and alone: that a
 * family confirms, or is silent, adds nothing to it. It is taken back by a correction, and by an authority that finds
 * for the family: then nobody says any longer that the pupil was there, whatever the dispute was about.
 * @param before the entries of the same journal before it; needed where it refers back
 * @throws ZodError when the data is not what its event declares
 */
export function presenceOf(
  entry: EnrolmentEntry,
  before: readonly EnrolmentEntry[] = [],
): ToldPresence | undefined {
  if (isOf(AttendanceRecorded, entry))
    return told(entry, AttendanceRecorded.schema.parse(entry.data), true);
  if (isOf(AbsenceRecorded, entry))
    return told(entry, AbsenceRecorded.schema.parse(entry.data), false);
  if (!refersBack(entry)) return undefined;
  const { lessonNumber } = DisputeFoundForFamily.schema.parse(entry.data);
  const attended = before
    .filter((one) => isOf(AttendanceRecorded, one))
    .map(({ data }) => AttendanceRecorded.schema.parse(data))
    .findLast((one) => one.lessonNumber === lessonNumber);
  return attended && told(entry, attended, false);
}

type Attended = z.output<typeof AttendanceRecorded.schema>;

/** Nothing of an entry that was written before the place was noted. */
function told(
  { unitId: countyUnitId, at: recordedAt, sequence }: EnrolmentEntry,
  { place, ...of }: Attended,
  isPresent: boolean,
): ToldPresence | undefined {
  if (place === undefined) return undefined;
  const { studentId, classId } = place;
  const times = { startsAt: Date.parse(place.startsAt), endsAt: Date.parse(place.endsAt) };
  const record = { countyUnitId, recordedAt, sequence, isPresent };
  return { studentId, presence: Presence.parse({ ...of, classId, ...times, ...record }) };
}
