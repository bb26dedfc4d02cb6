import type { StampedPart } from "../domain/risk/projection/day-record.ts";
import { factSourceOf } from "../domain/risk/projection/facts-of-entry.ts";
import { foldEntry, type FoldPlace, readShares, type Share, shareWrite } from "./facts-shares.ts";
import { factsWrites } from "./facts-writes.ts";
import {
  entriesAfter,
  type Entry,
  type HeldUp,
  heldUpBy,
  type Journal,
  journalsOf,
} from "./journal.ts";
import { isCommitted, untilFirst } from "./overtaken.ts";
import type { Table, Write } from "./table/table.ts";

/** The journals among some entries that tell facts, each as far as its newest entry that does. */
export const tellingJournals = (entries: readonly Entry[]): readonly Journal[] =>
  journalsOf(entries, (entry) => factSourceOf(entry.aggregateType)?.speaksOf(entry) === true);

/**
 * Folds journals of one institution into its daily facts, exactly once under repeats and disorder: a share remembers
 * the last entry that it holds, and moves with the days in one transaction. An entry that came early brings those
 * before it along. The journals are folded together, so that a day is written once for all of them.
 * @param journals at most 100
 * @returns the journals with an entry that cannot be folded; the others are done
 * @throws StoreUnavailable when other deliveries were faster too often
 */
export async function foldJournals(
  table: Table,
  place: FoldPlace,
  journals: readonly Journal[],
): Promise<readonly HeldUp[]> {
  const heldUp: HeldUp[] = [];
  let open = journals;
  while (open.length > 0) {
    const left = open;
    const step = await untilFirst(`the facts of ${place.institutionId}`, async () => {
      const gathered = await gather(table, place, left);
      const writes = [...gathered.shares, ...(await factsWrites(table, place, gathered))];
      return (await isCommitted(table, writes)) ? gathered : undefined;
    });
    heldUp.push(...step.heldUp);
    open = step.rest;
  }
  return heldUp;
}

/** A commit takes 100 writes: beside the standing, an entry adds at most a share and three days. */
const MOST_WRITES = 100 - 1;
const MOST_OF_ENTRY = 4;

/** What goes into one commit, and what is left for the next. */
interface Step {
  readonly shares: Write[];
  readonly parts: StampedPart[];
  readonly days: Set<string>;
  readonly heldUp: HeldUp[];
  newest: Pick<Entry, "at" | "correlationId">;
  rest: readonly Journal[];
}

async function gather(table: Table, place: FoldPlace, journals: readonly Journal[]): Promise<Step> {
  const step: Step = {
    ...{ shares: [], parts: [], days: new Set(), heldUp: [], rest: [] },
    newest: { at: 0, correlationId: "" },
  };
  const shareOf = await readShares(table, place, journals);
  for (const [index, journal] of journals.entries()) {
    const before = shareOf(journal);
    const folded = await gatherFrom(table, journal, before, step);
    if (folded.share !== before) step.shares.push(shareWrite(place, journal, before, folded.share));
    if (!folded.isFull) continue;
    step.rest = journals.slice(index);
    return step;
  }
  return step;
}

/** Folds a journal as far as it can be and as the commit holds it; what was folded before an entry that cannot be stays. */
async function gatherFrom(
  table: Table,
  journal: Journal,
  before: Share,
  step: Step,
): Promise<{ readonly share: Share; readonly isFull?: true }> {
  const source = factSourceOf(journal.aggregateType);
  let share = before;
  if (source === undefined || share.sequence >= journal.upTo) return { share };
  try {
    for (const entry of await entriesAfter(table, journal, share.sequence)) {
      if (step.shares.length + step.days.size + MOST_OF_ENTRY > MOST_WRITES)
        return { share, isFull: true };
      const folded = foldEntry(source, share, entry);
      if (folded === undefined) continue;
      share = folded.share;
      step.parts.push(...folded.parts);
      for (const { day } of folded.parts) step.days.add(day);
      if (entry.at >= step.newest.at) step.newest = entry;
    }
  } catch (cause) {
    step.heldUp.push(heldUpBy(cause, journal));
  }
  return { share };
}
