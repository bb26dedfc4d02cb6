import * as z from "zod";
import { ENTRY } from "./entry-type.ts";
import { entryKey } from "./table/keys.ts";
import type { Table } from "./table/table.ts";

/** One entry: journal and outbox in one. Never edited, never deleted. */
export const Entry = z.object({
  pk: z.string(),
  sk: z.string(),
  type: z.literal(ENTRY),
  aggregateType: z.string(),
  aggregateId: z.string(),
  sequence: z.int().min(1),
  at: z.int(),
  actor: z.string(),
  correlationId: z.string(),
  causationId: z.string().optional(),
  unitId: z.string().optional(),
  institutionId: z.string().optional(),
  eventName: z.string(),
  eventVersion: z.int(),
  data: z.record(z.string(), z.unknown()),
});
export type Entry = z.infer<typeof Entry>;

/** The greatest sequence that a key can name: a journal up to it is the whole journal. */
export const LAST_SEQUENCE = 999_999_999;

type After = Readonly<Record<string, string>>;

/** All entries of an aggregate between two sequences, both included. */
export async function entriesBetween(
  table: Table,
  aggregatePk: string,
  from: number,
  to: number,
): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  const sk = { from: entryKey(aggregatePk, from).sk, to: entryKey(aggregatePk, to).sk };
  let after: After | undefined;
  do {
    const range = { pk: aggregatePk, sk, consistent: true };
    const page = await table.query(after === undefined ? range : { ...range, after });
    entries.push(...page.items.map((item) => Entry.parse(item)));
    after = page.next;
  } while (after !== undefined);
  return entries;
}

/** Which aggregate's journal. */
export interface JournalName {
  readonly aggregateType: string;
  readonly aggregateId: string;
}

/** A journal to be folded, as far as one of its entries or to its end. */
export interface Journal extends JournalName {
  readonly pk: string;
  readonly upTo: number;
  /** Entries of it that are at hand, by their sequences. */
  readonly known: ReadonlyMap<number, Entry>;
}

/** A journal that could not be folded to where it was to be, and why; it is folded as far as it could. */
export interface HeldUp extends JournalName {
  readonly pk: string;
  readonly cause: unknown;
}

/** @param speaks whether an entry has to be folded; a journal without any is left out */
export function journalsOf(
  entries: readonly Entry[],
  speaks: (entry: Entry) => boolean = () => true,
): readonly Journal[] {
  return [...Map.groupBy(entries, ({ pk }) => pk).values()].flatMap((ofJournal) => {
    const [first] = ofJournal;
    const upTo = Math.max(0, ...ofJournal.filter(speaks).map(({ sequence }) => sequence));
    if (first === undefined || upTo === 0) return [];
    const { pk, aggregateType, aggregateId } = first;
    const known = new Map(ofJournal.map((entry) => [entry.sequence, entry]));
    return [{ pk, aggregateType, aggregateId, upTo, known }];
  });
}

/** A journal from its first entry to its last. */
export const wholeJournal = ({ aggregateType, aggregateId }: JournalName, pk: string): Journal => ({
  ...{ aggregateType, aggregateId, pk },
  ...{ upTo: LAST_SEQUENCE, known: new Map<number, Entry>() },
});

/** The entries behind a sequence; the journal is read only where some of them are not at hand. */
export async function entriesAfter(
  table: Table,
  { pk, upTo, known }: Journal,
  sequence: number,
): Promise<readonly Entry[]> {
  const next: Entry[] = [];
  for (let wanted = sequence + 1; wanted <= upTo; wanted += 1) {
    const entry = known.get(wanted);
    if (entry === undefined) return entriesBetween(table, pk, sequence + 1, upTo);
    next.push(entry);
  }
  return next;
}

export const heldUpBy = (
  cause: unknown,
  { pk, aggregateType, aggregateId }: Pick<Journal, "pk" | keyof JournalName>,
): HeldUp => ({ pk, aggregateType, aggregateId, cause });
