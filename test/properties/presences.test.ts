import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Entry } from "../../adapters/journal.ts";
import { createMemoryTable, type MemoryTable } from "../../adapters/table/memory-table.ts";
import type { Key, Query, Write } from "../../adapters/table/table.ts";
import type { Presence } from "../../domain/risk/pupil-day.ts";
import { shanghaiDate } from "../../domain/shared/time.ts";
import { projectFacts } from "../../functions/stream/project-facts.ts";
import { projectPresences } from "../../functions/stream/project-presences.ts";
import { rebuildFacts } from "../../functions/stream/rebuild-facts.ts";
import { answersLost } from "../support/disorder.ts";
import {
  aPresence,
  at,
  findingsIn,
  institutionNumbered,
  presenceEntry,
  PUPIL,
  untaughtEntry,
  writeEntries,
} from "../support/presences.ts";
import { doubleAttendancesOf } from "../support/told-presences.ts";

/** One pupil on an evening, six orders at three institutions, and what these note, correct and are found to have invented. */

const INSTITUTIONS = [1, 2, 3];
const ORDERS = [1, 2, 3, 4, 5, 6];
const QUARTER_MS = 15 * 60_000;

/** One order's lesson: where and when in quarters of an hour, and on which days it was noted, by turns present and not. */
interface History {
  readonly order: number;
  readonly startsQuarter: number;
  readonly quarters: number;
  readonly notedOn: readonly number[];
  /** What was noted last is taken back by an authority's finding. */
  readonly isFoundUntaught: boolean;
}

const history = (order: number): fc.Arbitrary<History> =>
  fc.record({
    order: fc.constant(order),
    startsQuarter: fc.integer({ min: 0, max: 8 }),
    quarters: fc.integer({ min: 1, max: 6 }),
    notedOn: fc
      .uniqueArray(fc.integer({ min: 8, max: 28 }), { minLength: 1, maxLength: 3 })
      .map((days) => days.toSorted((a, b) => a - b)),
    isFoundUntaught: fc.nat({ max: 3 }).map((one) => one === 0),
  });
const histories = fc.tuple(...ORDERS.map(history));

const institutionOf = ({ order }: History): number => 1 + (order % INSTITUTIONS.length);

/** What was noted of a lesson, in the order of its journal. */
function notes(of: History): readonly Presence[] {
  const { order, startsQuarter, quarters, notedOn } = of;
  const place = aPresence({ order, institution: institutionOf(of), aClass: order });
  const startsAt = at("17:00") + startsQuarter * QUARTER_MS;
  return notedOn.map((day, index) => ({
    ...{ ...place, startsAt, endsAt: startsAt + quarters * QUARTER_MS },
    ...{ isPresent: index % 2 === 0, sequence: 5 + index },
    recordedAt: at("12:00", `2026-03-${String(day).padStart(2, "0")}`) + order,
  }));
}

function journalOf(of: History): readonly Entry[] {
  const noted = notes(of);
  const last = noted.at(-1);
  const entries = noted.map((presence) => presenceEntry(PUPIL, presence));
  if (last === undefined || !of.isFoundUntaught || !last.isPresent) return entries;
  return [...entries, untaughtEntry({ ...last, sequence: last.sequence + 1 })];
}

/** The lessons that count by institution and day, reckoned from quarters of an hour and the last word on each lesson. */
function expectedCounts(all: readonly History[]): Readonly<Record<string, number>> {
  const stands = all.flatMap((of) => {
    const last = notes(of).at(-1);
    if (last?.isPresent !== true || of.isFoundUntaught) return [];
    const { startsQuarter, quarters, order } = of;
    const taken = Array.from({ length: quarters }, (_, index) => startsQuarter + index);
    return [{ order, taken, institution: institutionOf(of), recordedAt: last.recordedAt }];
  });
  const counts: Record<string, number> = {};
  for (const one of stands) {
    const against = stands.filter(
      (other) =>
        other !== one &&
        other.taken.some((quarter) => one.taken.includes(quarter)) &&
        (other.institution !== one.institution || other.recordedAt < one.recordedAt),
    );
    if (against.length === 0) continue;
    const first = Math.min(...against.map(({ recordedAt }) => recordedAt));
    const key = `${one.institution} ${shanghaiDate(Math.max(first, one.recordedAt))}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

async function countsIn(table: MemoryTable): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  for (const institution of INSTITUTIONS)
    for (const [day, count] of Object.entries(await doubleAttendancesOf(table, institution)))
      counts[`${institution} ${day}`] = count;
  return counts;
}

/** A table that holds the journals, as the projector finds it. */
async function journals(entries: readonly Entry[]): Promise<MemoryTable> {
  const table = createMemoryTable();
  await writeEntries(table, entries);
  return table;
}

/** Every entry at least once, some again, in any order. */
const deliveries = histories.chain((all) => {
  const entries = all.flatMap(journalOf);
  const places = [...entries.keys()];
  return fc.record({
    all: fc.constant(all),
    entries: fc.constant(entries),
    order: fc
      .shuffledSubarray(places, { minLength: places.length })
      .chain((once) => fc.array(fc.constantFrom(...places)).map((again) => [...once, ...again])),
    size: fc.integer({ min: 1, max: 6 }),
  });
});

const inBatches = (entries: readonly Entry[], order: readonly number[], size: number): Entry[][] =>
  Array.from({ length: Math.ceil(order.length / size) }, (_, batch) =>
    order.slice(batch * size, (batch + 1) * size).flatMap((place) => entries[place] ?? []),
  );

describe("lessons of a pupil who was recorded in two places at one time", () => {
  it("count the same however the records repeat, come late, or their answers are lost; and rebuilt", async () => {
    let countedRuns = 0;
    await fc.assert(
      fc.asyncProperty(deliveries, async ({ all, entries, order, size }) => {
        const table = await journals(entries);
        const project = projectPresences(answersLost(table, 5));
        for (const batch of inBatches(entries, order, size))
          while ((await project(batch)).length > 0);
        // What was found comes through the stream, repeated and in disorder too.
        const findings = findingsIn(table);
        await projectFacts(table)(findings.toReversed());
        await projectFacts(table)(findings);
        const expected = expectedCounts(all);
        if (Object.keys(expected).length > 0) countedRuns += 1;
        expect(await countsIn(table)).toEqual(expected);
        for (const institutionId of INSTITUTIONS.map(institutionNumbered)) {
          const context = {} as Parameters<ReturnType<typeof rebuildFacts>>[1];
          const rebuilt = await rebuildFacts({ table })({ institutionId }, context);
          expect(rebuilt).toMatchObject({ notFolded: [] });
        }
        expect(await countsIn(table)).toEqual(expected);
      }),
      { numRuns: 150 },
    );
    expect(countedRuns).toBeGreaterThan(30);
  });

  it("count the same when two projectors work at once", async () => {
    await fc.assert(
      fc.asyncProperty(deliveries, fc.scheduler(), async (delivery, scheduler) => {
        const { all, entries, order, size } = delivery;
        const plain = await journals(entries);
        const table = {
          ...plain,
          get: scheduler.scheduleFunction((key: Key) => plain.get(key)),
          query: scheduler.scheduleFunction((query: Query) => plain.query(query)),
          commit: scheduler.scheduleFunction((writes: readonly Write[]) => plain.commit(writes)),
        };
        const run = async (batches: readonly Entry[][]) => {
          const project = projectPresences(table);
          for (const batch of batches) while ((await project(batch)).length > 0);
        };
        const batches = inBatches(entries, order, size);
        await scheduler.waitFor(Promise.all([run(batches), run(batches.toReversed())]));
        await projectFacts(plain)(findingsIn(plain));
        expect(await countsIn(plain)).toEqual(expectedCounts(all));
      }),
      { numRuns: 60 },
    );
  });
});
