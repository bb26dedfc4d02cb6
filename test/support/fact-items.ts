import type { MemoryTable } from "../../adapters/table/memory-table.ts";
import type { Item } from "../../adapters/table/table.ts";

/** What says how an item came to be, and not what it says. */
const HISTORY: readonly string[] = ["version", "changed", "at", "correlationId"];

/** Generations are numbered behind the institution: `FCT#ins_…#2`. */
const withoutGeneration = (pk: string): string => pk.slice(0, pk.lastIndexOf("#"));

/** All that is projected of an institution's facts, whatever its generation: days, standing and shares. */
export const factItems = (table: MemoryTable, institutionId: string): readonly Partial<Item>[] =>
  table
    .all()
    .filter(({ pk }) => pk.startsWith(`FCT#${institutionId}#`))
    .filter(({ type }) => ["facts", "facts-standing", "facts-share"].includes(type))
    .map((item) =>
      Object.fromEntries(
        Object.entries({ ...item, pk: withoutGeneration(item.pk) }).filter(
          ([name]) => !HISTORY.includes(name),
        ),
      ),
    )
    .toSorted((a, b) =>
      `${String(a["pk"])} ${String(a["sk"])}`.localeCompare(
        `${String(b["pk"])} ${String(b["sk"])}`,
      ),
    );
