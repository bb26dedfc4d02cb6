import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from "aws-lambda";
import { type Entry, type HeldUp, heldUpBy } from "../../adapters/journal.ts";
import type { Log } from "../kit/deps.ts";
import { inParallel } from "../kit/in-parallel.ts";
import { ALL_DONE, entryRecords, retryFrom } from "./stream-record.ts";

/** Folds entries into what it keeps, each journal by itself. @returns the journals that it could not fold */
export type Projection = (entries: readonly Entry[]) => Promise<readonly HeldUp[]>;

const INSTITUTIONS_AT_ONCE = 8;

/**
 * Reads the stream for some projections, one after the other. A journal that cannot be folded holds up nobody else: it
 * is named in the log with the cause, and its entries come again. They come to all projections, and each knows what it
 * has. Unreadable entries move nothing: the relay sets them aside.
 */
export const projector =
  (log: Log, projections: Readonly<Record<string, Projection>>) =>
  async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const records = entryRecords(event);
    const entries = records.flatMap(({ entry }) => entry ?? []);
    const failed = new Set<string>();
    for (const [projection, fold] of Object.entries(projections)) {
      const heldUp = new Map((await fold(entries)).map((journal) => [journal.pk, journal.cause]));
      for (const [pk, cause] of heldUp) {
        failed.add(pk);
        const entry = entries.find((one) => one.pk === pk);
        if (entry !== undefined) tell(log, projection, entry, cause);
      }
    }
    const first = records.find(({ entry }) => entry !== undefined && failed.has(entry.pk));
    return first === undefined ? ALL_DONE : retryFrom(first);
  };

/** @param entry the first of the batch that was not folded */
function tell(log: Log, projection: string, entry: Entry, cause: unknown): void {
  const { aggregateId, sequence, eventName, correlationId } = entry;
  const named = { aggregate: aggregateId, sequence, event: eventName };
  log.line("not-projected", { task: "projectEntries", projection, ...named });
  log.defect(cause, correlationId);
}

/**
 * A projection that takes the entries of an institution together, and some institutions at once.
 * @param fold of one institution; where it throws, all its journals are held up, and those of others are not
 */
export const byInstitution =
  (
    fold: (institutionId: string, entries: readonly Entry[]) => Promise<readonly HeldUp[]>,
  ): Projection =>
  async (entries) => {
    const institutions = Map.groupBy(entries, ({ institutionId }) => institutionId);
    const heldUp = await inParallel([...institutions], INSTITUTIONS_AT_ONCE, ([id, some]) =>
      id === undefined
        ? Promise.resolve([])
        : fold(id, some).catch((cause: unknown) => some.map((entry) => heldUpBy(cause, entry))),
    );
    return heldUp.flat();
  };
