import { storable } from "../../adapters/aggregates.ts";
import type { Entry } from "../../adapters/journal.ts";
import { entryKey, keys } from "../../adapters/table/keys.ts";
import type { MemoryTable } from "../../adapters/table/memory-table.ts";
import type { Table } from "../../adapters/table/table.ts";
import { Presence } from "../../domain/risk/pupil-day.ts";
import { ClassId, InstitutionId } from "../../domain/shared/ids.ts";
import { toRfc3339 } from "../../domain/shared/time.ts";
import type { DomainEvent } from "../../events/define.ts";
import { AbsenceRecorded, AttendanceRecorded, DisputeFoundForFamily } from "../../events/lesson.ts";
import { entriesIn } from "./events.ts";
import { enrolmentId, numbered, studentId } from "./money-builders.ts";

/** An instant of Saturday 2026-03-07, or of another day, in Shanghai. */
export const at = (time: string, day = "2026-03-07"): number =>
  Date.parse(`${day}T${time}:00+08:00`);

export const institutionNumbered = (n: number): InstitutionId =>
  InstitutionId.parse(numbered("ins", n));
const classNumbered = (n: number): ClassId => ClassId.parse(numbered("cls", n));

interface PresenceOptions {
  readonly order: number;
  readonly institution: number;
  /** By default each institution has one class. */
  readonly aClass?: number;
  readonly session?: number;
  readonly day?: string;
  readonly from?: string;
  readonly to?: string;
  readonly isPresent?: boolean;
  readonly recordedAt?: number;
  readonly sequence?: number;
}

/** What is said of one order's pupil and one session: by default present from 17:00 to 18:00, recorded right after. */
export const aPresence = (options: PresenceOptions): Presence => {
  const { order, institution, session = 1, day, from = "17:00", to = "18:00" } = options;
  return Presence.parse({
    ...{ enrolmentId: enrolmentId(order), sessionNumber: session, lessonNumber: session },
    institutionId: institutionNumbered(institution),
    countyUnitId: "unt_411102",
    classId: classNumbered(options.aClass ?? institution * 100),
    ...{ startsAt: at(from, day), endsAt: at(to, day) },
    ...{ isPresent: options.isPresent ?? true, sequence: options.sequence ?? 5 },
    recordedAt: options.recordedAt ?? at(to, day),
  });
};

/** A pupil on Saturday evening at the first institution; and at the second one an hour that overlaps, noted on Monday. */
export const PUPIL = 1;
export const here = aPresence({ order: 1, institution: 1 });
export const elsewhere = aPresence({
  ...{ order: 2, institution: 2, from: "17:30", to: "18:30" },
  recordedAt: at("09:00", "2026-03-09"),
});

/** The entry of an enrolment's journal that says so of a pupil. */
export function presenceEntry(pupil: number, presence: Presence): Entry {
  const { enrolmentId: id, institutionId, lessonNumber, sessionNumber, classId } = presence;
  const times = { startsAt: toRfc3339(presence.startsAt), endsAt: toRfc3339(presence.endsAt) };
  const place = { studentId: studentId(pupil), classId, ...times };
  const data = { enrolmentId: id, institutionId, lessonNumber, sessionNumber, place };
  return entryOf(
    presence,
    presence.isPresent
      ? AttendanceRecorded.make(data)
      : AbsenceRecorded.make({ ...data, onLeave: false, counted: false }),
  );
}

/** The entry by which an authority finds that a lesson was not taught. */
export const untaughtEntry = (presence: Presence): Entry => {
  const { enrolmentId: id, institutionId, lessonNumber } = presence;
  const money = { amountFen: 10_000, hold: `lesson:${lessonNumber}` };
  return entryOf(
    presence,
    DisputeFoundForFamily.make({
      ...{ enrolmentId: id, institutionId, lessonNumber, amountFen: 10_000 },
      disputeId: numbered("dsp", 1),
      moves: [{ from: "disputed", to: "unconsumed", reason: "dispute-won-by-family", ...money }],
    }),
  );
};

/** @param of whose journal, its sequence there, and when it was recorded */
function entryOf(of: Presence, { name, version, data }: DomainEvent): Entry {
  const { enrolmentId: id, sequence, recordedAt, institutionId, countyUnitId } = of;
  return {
    ...entryKey(keys.enrolment(id).pk, sequence),
    ...{ type: "entry", aggregateType: "enrolment", aggregateId: id, sequence },
    ...{ at: recordedAt, actor: "member:mem_1", correlationId: `of-${id}-${sequence}` },
    ...{ unitId: countyUnitId, institutionId, eventName: name, eventVersion: version },
    data: { ...(data as Readonly<Record<string, unknown>>) },
  };
}

/** The entries that say what is found of double attendance, in the order in which they were committed. */
export const findingsIn = (table: MemoryTable): readonly Entry[] =>
  entriesIn(table).filter(({ aggregateType }) => aggregateType === "double-attendance");

/** Writes entries into their journals. */
export async function writeEntries(table: Table, entries: readonly Entry[]): Promise<void> {
  for (const entry of entries)
    await table.commit([{ kind: "put", item: { ...entry, data: storable(entry.data) } }]);
}
