import { aggregates } from "../../adapters/aggregates.ts";
import { entriesBetween, type Entry, type HeldUp, heldUpBy } from "../../adapters/journal.ts";
import {
  doubleAttendanceKind,
  findPupilDay,
  isBeyondComparing,
  type PupilDayName,
  pupilDayChange,
} from "../../adapters/repositories/presence-items.ts";
import type { Table } from "../../adapters/table/table.ts";
import { type Change, type CommitContext, commitCommand } from "../../adapters/unit-of-work.ts";
import { followDoubt } from "../../domain/risk/double-attendance.ts";
import {
  presenceOf,
  refersBack,
  type ToldPresence,
} from "../../domain/risk/projection/presence-of-entry.ts";
import { doubtsOf, placeName, type PupilDay, tellPresence } from "../../domain/risk/pupil-day.ts";
import { type EpochMs, shanghaiDate } from "../../domain/shared/time.ts";
import { againWhenStale } from "../kit/again-when-stale.ts";
import { inParallel } from "../kit/in-parallel.ts";
import type { Projection } from "./projector.ts";

const DAYS_AT_ONCE = 8;

/** What an entry says of a pupil's day. */
interface Told extends ToldPresence, PupilDayName {
  readonly entry: Entry;
}

/**
 * Compares where pupils were recorded, across institutions: a pupil's day and what is found of it move in one
 * transaction, if the day is as it was read. So of two institutions whose records come at once, the second finds the
 * first, and a repeat finds its word known.
 * @param now where entries of any age are told: those whose day is kept no more are passed over
 */
export const projectPresences =
  (table: Table, now: EpochMs = 0): Projection =>
  async (entries) => {
    const heldUp: HeldUp[] = [];
    const told: Told[] = [];
    for (const entry of entries)
      try {
        told.push(...(await toldBy(table, entry, Math.max(entry.at, now))));
      } catch (cause) {
        heldUp.push(heldUpBy(cause, entry));
      }
    const days = Map.groupBy(told, ({ studentId, day }) => `${studentId} ${day}`);
    await inParallel([...days.values()], DAYS_AT_ONCE, async (ofDay) => {
      try {
        await againWhenStale(() => tell(table, ofDay));
      } catch (cause) {
        heldUp.push(...ofDay.map(({ entry }) => heldUpBy(cause, entry)));
      }
    });
    return heldUp;
  };

async function toldBy(table: Table, entry: Entry, at: EpochMs): Promise<readonly Told[]> {
  if (entry.aggregateType !== "enrolment") return [];
  const { pk, sequence } = entry;
  const before = refersBack(entry) ? await entriesBetween(table, pk, 1, sequence - 1) : [];
  const told = presenceOf(entry, before);
  if (told === undefined) return [];
  const day = shanghaiDate(told.presence.startsAt);
  return isBeyondComparing(day, at) ? [] : [{ ...told, day, entry }];
}

/** Adds what is said of one pupil's day. */
async function tell(table: Table, told: readonly Told[]): Promise<void> {
  const [first] = told;
  if (first === undefined) return;
  const before = await findPupilDay(table, first);
  const after = told.reduce((day, { presence }) => tellPresence(day, presence), before.presences);
  if (after === before.presences) return;
  const context = causedBy(told.reduce((last, one) => (one.entry.at > last.entry.at ? one : last)));
  const findings = await followDoubts(table, before.presences, after, context);
  await commitCommand(table, context, [pupilDayChange(first, before, after), ...findings], {});
}

/** The findings of a day that are not as they were. */
async function followDoubts(
  table: Table,
  before: PupilDay,
  after: PupilDay,
  context: CommitContext,
): Promise<readonly Change[]> {
  const [former, present] = [doubtsOf(before), doubtsOf(after)];
  const findings = aggregates(table, doubleAttendanceKind);
  const changes: Change[] = [];
  for (const lesson of after) {
    const name = placeName(lesson);
    if (!former.has(name) && !present.has(name)) continue;
    const found = await findings.find(name);
    const decided = followDoubt(found?.state, lesson, present.get(name));
    if (decided === undefined) continue;
    const { attendance, event } = decided;
    changes.push(
      ...(found
        ? findings.change(found, attendance, event, context)
        : findings.create(attendance, event, context)),
    );
  }
  return changes;
}

/** A finding is of the moment of the record that led to it, whenever that is read. */
const causedBy = ({ entry }: Told): CommitContext => ({
  actor: "platform:projectEntries",
  correlationId: entry.correlationId,
  causationId: `${entry.aggregateId}.${entry.sequence}`,
  now: entry.at,
  successStatus: 200,
  attached: [],
});
