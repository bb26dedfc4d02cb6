import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from "aws-lambda";
import { foldJournals, type Journal, journalsOf } from "../../adapters/facts-projection.ts";
import type { Entry } from "../../adapters/journal.ts";
import { generationsOf } from "../../adapters/repositories/facts-items.ts";
import type { Table } from "../../adapters/table/table.ts";
import { ALL_DONE, entryRecords, retryFrom } from "./stream-record.ts";

/**
 * Keeps the daily facts of institutions in step with their journals, a batch of entries at once. An entry that cannot be
 * folded holds up its own aggregate alone: the others of the batch are folded, and it comes again.
 */
export const projectFacts =
  ({ table }: { readonly table: Table }) =>
  async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const records = entryRecords(event);
    const entries = records.flatMap(({ entry }) => entry ?? []);
    const failed = new Set<string>();
    for (const [institutionId, ofInstitution] of Map.groupBy(entries, (one) => one.institutionId)) {
      if (institutionId === undefined) continue;
      for (const { pk } of await notFolded(table, institutionId, ofInstitution)) failed.add(pk);
    }
    const first = records.find(({ entry }) => entry !== undefined && failed.has(entry.pk));
    return first === undefined ? ALL_DONE : retryFrom(first);
  };

/** Folds the entries of one institution. @returns the journals that could not be, all where the store does not answer */
async function notFolded(
  table: Table,
  institutionId: string,
  entries: readonly Entry[],
): Promise<readonly Journal[]> {
  const journals = journalsOf(entries);
  if (journals.length === 0) return [];
  try {
    const { current, building } = await generationsOf(table, institutionId);
    const live = { institutionId, generation: current, announces: true };
    const failed = await foldJournals(table, live, journals);
    if (building === undefined) return failed;
    const rebuilt = { institutionId, generation: building, announces: false };
    return [...failed, ...(await foldJournals(table, rebuilt, journals))];
  } catch {
    return journals;
  }
}
