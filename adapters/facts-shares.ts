import * as z from "zod";
import type { StampedPart } from "../domain/risk/projection/day-record.ts";
import type { FactSource } from "../domain/risk/projection/fact-source.ts";
import { storable } from "./aggregates.ts";
import type { Entry, JournalName } from "./journal.ts";
import { keys } from "./table/keys.ts";
import type { Table, Write } from "./table/table.ts";

/** Where the facts of an institution are folded into. */
export interface FoldPlace {
  readonly institutionId: string;
  readonly generation: number;
  /** Whether the days that change say so, for the relay to tell. */
  readonly announces: boolean;
}

/** What an aggregate's entries have come to, up to the last one that said something. */
const Share = z.object({ sequence: z.int().min(0), state: z.looseObject({}).optional() });
export type Share = z.infer<typeof Share>;

export const NOTHING_YET: Share = { sequence: 0 };

/** How far each journal is folded. @param journals at most 100 */
export async function readShares(
  table: Table,
  place: FoldPlace,
  journals: readonly JournalName[],
): Promise<(journal: JournalName) => Share> {
  const items = await table.getMany(journals.map((journal) => shareKey(place, journal)));
  const shares = new Map(items.map((item) => [item.sk, Share.parse(item)]));
  return (journal) => shares.get(shareKey(place, journal).sk) ?? NOTHING_YET;
}

const shareKey = (
  { institutionId, generation }: FoldPlace,
  { aggregateType, aggregateId }: JournalName,
) => keys.factsShare(institutionId, generation, aggregateType, aggregateId);

/** Moves a share on, if it is still where it was read. */
export const shareWrite = (
  place: FoldPlace,
  journal: JournalName,
  before: Share,
  { sequence, state }: Share,
): Write => ({
  kind: "put",
  item: {
    ...shareKey(place, journal),
    type: "facts-share",
    ...{ aggregateType: journal.aggregateType, aggregateId: journal.aggregateId },
    sequence,
    state: storable(state),
  },
  condition:
    before.sequence === 0
      ? { kind: "absent" }
      : { kind: "equals", attribute: "sequence", value: before.sequence },
});

/** Entries that say nothing move a share only at each of so many, lest ever more of them be read again. */
const SILENT_MOST = 8;

/**
 * Folds one entry; nothing where it says nothing. Whether it moves the share depends on the entry alone, so that a share
 * stands at the same one however its journal was cut into deliveries.
 */
export function foldEntry(
  source: FactSource,
  share: Share,
  entry: Entry,
): { readonly share: Share; readonly parts: readonly StampedPart[] } | undefined {
  if (!source.speaksOf(entry)) return undefined;
  const { state, parts } = source.fold(share.state, entry);
  const isSilent = parts.length === 0 && JSON.stringify(state) === JSON.stringify(share.state);
  if (isSilent && entry.sequence % SILENT_MOST !== 0) return undefined;
  const stamped = parts.map((part) => ({ ...part, stamp: stampOf(entry, part.at ?? entry.at) }));
  return { share: { sequence: entry.sequence, state: { ...state } }, parts: stamped };
}

/** Instant, aggregate and sequence, as text that sorts as they do. */
const stampOf = ({ aggregateId, sequence }: Entry, at: number): string =>
  `${String(at).padStart(13, "0")}#${aggregateId}#${String(sequence).padStart(9, "0")}`;
