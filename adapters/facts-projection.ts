import type { StampedPart } from "../domain/risk/projection/day-record.ts";
import { factSourceOf } from "../domain/risk/projection/facts-of-entry.ts";
import {
  foldEntry,
  type FoldPlace,
  type JournalName,
  readShares,
  type Share,
  shareWrite,
} from "./facts-shares.ts";
import { factsWrites } from "./facts-writes.ts";
import { entriesBetween, type Entry, LAST_SEQUENCE } from "./journal.ts";
import { CommitRefused, type Table, type Write } from "./table/table.ts";

/** A journal to be folded, as far as one of its entries or to its end. */
export interface Journal extends JournalName {
  readonly pk: string;
  readonly upTo: number;
  /** Entries of it that are at hand. */
  readonly known: readonly Entry[];
}

/** The journals among some entries that tell facts, each as far as its newest entry. */
export function journalsOf(entries: readonly Entry[]): readonly Journal[] {
  const speaking = entries.filter(
    (entry) => factSourceOf(entry.aggregateType)?.speaksOf(entry) === true,
  );
  return [...Map.groupBy(speaking, ({ pk }) => pk).values()].flatMap((known) => {
    const newest = known.toSorted((a, b) => a.sequence - b.sequence).at(-1);
    if (newest === undefined) return [];
    const { pk, aggregateType, aggregateId, sequence } = newest;
    return [{ pk, aggregateType, aggregateId, upTo: sequence, known }];
  });
}

/** A journal from its first entry to its last. */
export const wholeJournal = (name: JournalName, pk: string): Journal => ({
  ...{ aggregateType: name.aggregateType, aggregateId: name.aggregateId },
  ...{ pk, upTo: LAST_SEQUENCE, known: [] },
});

/**
 * Folds journals of one institution into its daily facts, exactly once under repeats and disorder: a share remembers
 * the last entry that it holds, and moves with the days in one transaction. An entry that came early brings those
 * before it along. The journals are folded together, so that a day is written once for all of them.
 * @param journals at most 100
 * @returns the journals with an entry that cannot be folded; the others are done
 */
export async function foldJournals(
  table: Table,
  place: FoldPlace,
  journals: readonly Journal[],
): Promise<readonly Journal[]> {
  const failed: Journal[] = [];
  let open = journals;
  while (open.length > 0) {
    const step = await gather(table, place, open);
    const writes = [...step.shares, ...(await factsWrites(table, place, step))];
    try {
      if (writes.length > 0) await table.commit(writes);
    } catch (error) {
      if (!(error instanceof CommitRefused)) throw error;
      // Another delivery was faster: look again at how far the shares have come.
      continue;
    }
    failed.push(...step.failed);
    open = step.rest;
  }
  return failed;
}

/** A commit takes 100 writes: beside the standing, an entry adds at most a share and three days. */
const MOST_WRITES = 100 - 1;
const MOST_OF_ENTRY = 4;

/** What goes into one commit, and what is left for the next. */
interface Step {
  readonly shares: Write[];
  readonly parts: StampedPart[];
  readonly days: Set<string>;
  readonly failed: Journal[];
  newest: Pick<Entry, "at" | "correlationId">;
  rest: readonly Journal[];
}

async function gather(table: Table, place: FoldPlace, journals: readonly Journal[]): Promise<Step> {
  const step: Step = {
    ...{ shares: [], parts: [], days: new Set(), failed: [], rest: [] },
    newest: { at: 0, correlationId: "" },
  };
  const shareOf = await readShares(table, place, journals);
  for (const [index, journal] of journals.entries()) {
    const before = shareOf(journal);
    const folded = await gatherFrom(table, journal, before, step);
    if (folded.share !== before) step.shares.push(shareWrite(place, journal, before, folded.share));
    if (folded.end === "failed") step.failed.push(journal);
    if (folded.end !== "full") continue;
    step.rest = journals.slice(index);
    return step;
  }
  return step;
}

type End = "done" | "failed" | "full";

/** Folds a journal as far as it can be and as the commit holds it; what was folded before an entry that cannot be stays. */
async function gatherFrom(
  table: Table,
  journal: Journal,
  before: Share,
  step: Step,
): Promise<{ readonly share: Share; readonly end: End }> {
  const source = factSourceOf(journal.aggregateType);
  let share = before;
  if (source === undefined || share.sequence >= journal.upTo) return { share, end: "done" };
  try {
    for (const entry of await entriesAfter(table, journal, share.sequence)) {
      if (step.shares.length + step.days.size + MOST_OF_ENTRY > MOST_WRITES)
        return { share, end: "full" };
      const folded = foldEntry(source, share, entry);
      if (folded === undefined) continue;
      share = folded.share;
      step.parts.push(...folded.parts);
      for (const { day } of folded.parts) step.days.add(day);
      if (entry.at >= step.newest.at) step.newest = entry;
    }
    return { share, end: "done" };
  } catch {
    return { share, end: "failed" };
  }
}

/** The entries behind a sequence; the journal is read only where some of them are not at hand. */
async function entriesAfter(
  table: Table,
  { pk, upTo, known }: Journal,
  sequence: number,
): Promise<readonly Entry[]> {
  const atHand = new Map(known.map((entry) => [entry.sequence, entry]));
  const next: Entry[] = [];
  for (let wanted = sequence + 1; wanted <= upTo; wanted += 1) {
    const entry = atHand.get(wanted);
    if (entry === undefined) return entriesBetween(table, pk, sequence + 1, upTo);
    next.push(entry);
  }
  return next;
}
