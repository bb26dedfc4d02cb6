import { DayItem, StandingItem } from "../../adapters/repositories/facts-items.ts";
import { keys } from "../../adapters/table/keys.ts";
import type { MemoryTable } from "../../adapters/table/memory-table.ts";
import type { FactValues } from "../../domain/risk/facts.ts";
import {
  addToDay,
  addToStanding,
  EMPTY_DAY,
  type StampedPart,
} from "../../domain/risk/projection/day-record.ts";
import { FACT_NAMES } from "../../domain/shared/fact-names.ts";
import type { LocalDate } from "../../domain/shared/time.ts";

const GENERATION = 1;

/** Keeps facts of a day as the projection does: flows and summed levels are added, of others the value stands. */
export async function tellFacts(
  table: MemoryTable,
  institutionId: string,
  day: LocalDate,
  values: FactValues,
): Promise<void> {
  const dayKey = keys.factsOfDay(institutionId, GENERATION, day);
  const standingKey = keys.factsStanding(institutionId, GENERATION);
  const [found, stood] = await Promise.all([table.get(dayKey), table.get(standingKey)]);
  const before = found && DayItem.parse(found);
  const standing = stood && StandingItem.parse(stood);
  const version = (before?.version ?? 0) + 1;
  const parts = FACT_NAMES.flatMap((fact): readonly StampedPart[] => {
    const amount = values[fact];
    const stamp = `${day}#${String(version).padStart(4, "0")}`;
    return amount === undefined ? [] : [{ day, fact, amount, stamp }];
  });
  const told = { institutionId, day, changed: [], at: 0, correlationId: "test" };
  const record = addToDay(before ?? EMPTY_DAY, parts);
  const stands = { ...addToStanding(standing, parts), version: (standing?.version ?? 0) + 1 };
  await table.commit([
    { kind: "put", item: { ...dayKey, type: "facts", ...told, version, ...record } },
    { kind: "put", item: { ...standingKey, type: "facts-standing", ...stands } },
  ]);
}

/** Makes the facts of a day unreadable, as no projection would leave them. */
export const poisonFacts = (table: MemoryTable, institutionId: string, day: LocalDate) =>
  table.commit([
    {
      kind: "put",
      item: {
        ...keys.factsOfDay(institutionId, GENERATION, day),
        type: "facts",
        values: { refundOverdueCount: "many" },
      },
    },
  ]);
