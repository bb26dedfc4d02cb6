import { entriesBetween, type Entry } from "../../adapters/journal.ts";
import type { Table } from "../../adapters/table/table.ts";
import type { Place } from "../kit/cursor.ts";

/**
 * One page of an aggregate's journal, the newest entry first.
 * @param version of the aggregate, where the first page begins; 0 of one that is not there
 * @param place where the page before ended
 */
export async function newestEntries(
  table: Table,
  { pk, version }: { readonly pk: string; readonly version: number },
  { limit, place }: { readonly limit: number; readonly place: Place | undefined },
): Promise<{ readonly entries: readonly Entry[]; readonly next: Place | undefined }> {
  const last = Number(place?.["sequence"] ?? version);
  if (last === 0) return { entries: [], next: undefined };
  const first = Math.max(1, last - limit + 1);
  const entries = await entriesBetween(table, pk, first, last);
  return {
    entries: entries.toReversed(),
    next: first > 1 ? { sequence: String(first - 1) } : undefined,
  };
}
