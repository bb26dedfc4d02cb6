import {
  clearGeneration,
  journalPk,
  journalsOfInstitution,
} from "../../adapters/facts-journals.ts";
import { foldJournals } from "../../adapters/facts-projection.ts";
import { entriesAfter, type Journal, wholeJournal } from "../../adapters/journal.ts";
import { isCommitted } from "../../adapters/overtaken.ts";
import {
  type Generations,
  generationsOf,
  generationsWrite,
} from "../../adapters/repositories/facts-items.ts";
import type { Table } from "../../adapters/table/table.ts";
import { StaleVersion } from "../../adapters/unit-of-work.ts";
import type { Kit } from "../kit/deps.ts";
import type { OperatorTaskOf } from "../kit/task.ts";
import type { rebuildFacts as contract } from "./contracts.ts";
import { projectPresences } from "./project-presences.ts";
import type { Projection } from "./projector.ts";

/**
 * Reads the journals of an institution anew into a generation of its own, which is read once it is whole. From the
 * beginning on the projector folds what comes into both, so nothing is missed and the old facts stay right meanwhile.
 * Run again after an interruption it begins anew and clears what was left; of two at once the later one counts. Where
 * pupils were is told again as well, for what never got there: what was told is known.
 */
export const rebuildFacts =
  ({ table }: Pick<Kit, "table">): OperatorTaskOf<typeof contract> =>
  async ({ institutionId }, { now }) => {
    const found = await generationsOf(table, institutionId);
    const building = found.last + 1;
    const begun = { current: found.current, building, last: building };
    await move(table, institutionId, found, begun);
    for (let left = found.current + 1; left < building; left += 1)
      await clearGeneration(table, institutionId, left);

    const folded = await foldAll(table, institutionId, begun, projectPresences(table, now));

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
  if (await isCommitted(table, [generationsWrite(institutionId, before, after)])) return;
  if (before.building !== undefined) await clearGeneration(table, institutionId, before.building);
  throw new StaleVersion(`a later rebuild of the facts of ${institutionId} counts`);
}

/**
 * Lists the journals and folds them, and lists them again: what an index showed late, or a projector folded that had
 * begun before and did not know of the rebuild, is found the second time.
 */
const LISTINGS = 2;

/** @returns how many journals were read, and the aggregates of those that hold an entry that cannot be folded */
async function foldAll(
  table: Table,
  institutionId: string,
  { current, building }: { readonly current: number; readonly building: number },
  tellPresences: Projection,
): Promise<{ readonly journalCount: number; readonly notFolded: readonly string[] }> {
  const place = { institutionId, generation: building, announces: false };
  const seen = new Set<string>();
  const notFolded = new Set<string>();
  for (let listing = 1; listing <= LISTINGS; listing += 1)
    for await (const names of journalsOfInstitution(table, institutionId, current)) {
      const journals = names.map((name) => wholeJournal(name, journalPk(name)));
      const unseen = journals.filter(({ pk }) => !seen.has(pk));
      for (const { pk } of unseen) seen.add(pk);
      const failed = [...(await foldJournals(table, place, unseen))];
      for (const journal of unseen.filter(isOfEnrolment))
        failed.push(...(await tellPresences(await entriesAfter(table, journal, 0))));
      for (const { aggregateId } of failed) notFolded.add(aggregateId);
    }
  return { journalCount: seen.size, notFolded: [...notFolded] };
}

const isOfEnrolment = ({ aggregateType }: Journal): boolean => aggregateType === "enrolment";
