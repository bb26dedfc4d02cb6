import { expect } from "vitest";
import type { Entry } from "../../adapters/journal.ts";
import { factsOf } from "../../adapters/repositories/facts-items.ts";
import { createMemoryTable, type MemoryTable } from "../../adapters/table/memory-table.ts";
import { localDate } from "../../domain/shared/time.ts";
import { projectFacts } from "../../functions/stream/project-facts.ts";
import { projectPresences } from "../../functions/stream/project-presences.ts";
import { findingsIn, institutionNumbered, writeEntries } from "./presences.ts";

const march = { from: localDate("2026-03-01"), to: localDate("2026-03-31") };

/** The days of an institution on which lessons in doubt are counted. */
export async function doubleAttendancesOf(
  table: MemoryTable,
  institution: number,
): Promise<Readonly<Record<string, number>>> {
  const days = await factsOf(table, institutionNumbered(institution), march);
  return Object.fromEntries(
    days.flatMap(({ day, values: { doubleAttendanceCount: count = 0 } }) =>
      count === 0 ? [] : [[day, count]],
    ),
  );
}

/** A table whose projector is told where pupils were. */
export function toldPresences() {
  const table = createMemoryTable();

  /** Writes entries into their journals, and tells them at once. */
  async function tell(entries: readonly Entry[]): Promise<void> {
    await writeEntries(table, entries);
    expect(await projectPresences(table)(entries)).toEqual([]);
  }

  return {
    table,
    tell,

    /** The same, one after the other. */
    tellEach: async (...entries: readonly Entry[]): Promise<void> => {
      for (const entry of entries) await tell([entry]);
    },

    /** What was found: of which order, by which entry of its finding. */
    found: () =>
      findingsIn(table).map(({ aggregateId, sequence, eventName }) => [
        Number(aggregateId.split(".")[0]?.slice(-2)),
        sequence,
        eventName.replace("double-attendance-", ""),
      ]),

    /** The lessons of an institution that count, by day, once all that was found is folded. */
    countedAt: async (institution: number): Promise<Readonly<Record<string, number>>> => {
      await projectFacts(table)(findingsIn(table));
      return doubleAttendancesOf(table, institution);
    },
  };
}

export type ToldPresences = ReturnType<typeof toldPresences>;
