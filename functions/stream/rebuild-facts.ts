import {
  clearGeneration,
  journalPk,
  journalsOfInstitution,
} from "../../adapters/facts-journals.ts";
import { foldJournals, wholeJournal } from "../../adapters/facts-projection.ts";
import {
  type Generations,
  generationsOf,
  generationsWrite,
} from "../../adapters/repositories/facts-items.ts";
import { CommitRefused, type Table } from "../../adapters/table/table.ts";
import { StaleVersion } from "../../adapters/unit-of-work.ts";
import type { Kit } from "../kit/deps.ts";
import type { OperatorTaskOf } from "../kit/task.ts";
import type { rebuildFacts as contract } from "./contracts.ts";

/**
 * Reads the journals of an institution anew into a generation of its own, which is read once it is whole. From the
 * beginning on the projector folds what comes into both, so nothing is missed and the old facts stay right meanwhile.
 * Run again after an interruption it begins anew and clears what was left; of two at once the later one counts.
 */
export const rebuildFacts =
  ({ table }: Pick<Kit, "table">): OperatorTaskOf<typeof contract> =>
  async ({ institutionId }) => {
    const found = await generationsOf(table, institutionId);
    const building = found.last + 1;
    const begun = { current: found.current, building, last: building };
    await move(table, institutionId, found, begun);
    for (let left = found.current + 1; left < building; left += 1)
      await clearGeneration(table, institutionId, left);

    const folded = await foldAll(table, institutionId, begun);

    await move(table, institutionId, begun, { current: building, last: building });
    await clearGeneration(table, institutionId, found.current);
    return { institutionId, generation: building, ...folded };
  };

/** Another generation is built, or read. @throws StaleVersion when a later rebuild has begun; nothing of this one is left */
async function move(
  table: Table,
  institutionId: string,
  before: Generations,
  after: Generations,
): Promise<void> {
  try {
    await table.commit([generationsWrite(institutionId, before, after)]);
  } catch (error) {
    if (!(error instanceof CommitRefused)) throw error;
    if (before.building !== undefined) await clearGeneration(table, institutionId, before.building);
    throw new StaleVersion(`a later rebuild of the facts of ${institutionId} counts`);
  }
}

/** @returns how many journals were read, and the aggregates of those that hold an entry that cannot be folded */
async function foldAll(
  table: Table,
  institutionId: string,
  { current, building }: { readonly current: number; readonly building: number },
): Promise<{ readonly journalCount: number; readonly notFolded: readonly string[] }> {
  const place = { institutionId, generation: building, announces: false };
  const seen = new Set<string>();
  const notFolded: string[] = [];
  for await (const names of journalsOfInstitution(table, institutionId, current)) {
    const journals = names.map((name) => wholeJournal(name, journalPk(name)));
    const unseen = journals.filter(({ pk }) => !seen.has(pk));
    for (const { pk } of unseen) seen.add(pk);
    const failed = await foldJournals(table, place, unseen);
    notFolded.push(...failed.map(({ aggregateId }) => aggregateId));
  }
  return { journalCount: seen.size, notFolded };
}
