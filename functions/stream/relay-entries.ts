import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from "aws-lambda";
import type { Entry } from "../../adapters/journal.ts";
import type { EventBus } from "../../adapters/bus/event-bus.ts";
import { toRfc3339 } from "../../domain/shared/time.ts";
import { type CloudEvent, detailTypeOf } from "../../events/define.ts";
import type { Log } from "../kit/deps.ts";
import { factsChangedOf } from "./facts-changed.ts";
import { ALL_DONE, type EntryRecord, entryRecords, retryFrom } from "./stream-record.ts";

export interface RelayDeps {
  readonly bus: EventBus;
  /** Detail types that some rule matches: others stay in the journal, where they can be read again. */
  readonly published: ReadonlySet<string>;
  /** Takes whole what cannot be published, for a person. */
  readonly setAside: (entry: unknown) => Promise<void>;
  readonly log: Log;
}

/**
 * Puts entries on the bus in the order of the stream. At least once: a batch that fails half-way comes
 * again, and every consumer bears repeats. The log says what failed, and why.
 */
export const relayEntries =
  ({ bus, published, setAside, log }: RelayDeps) =>
  async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    for (const record of entryRecords(event)) {
      const named = { task: "relayEntries", record: record.sequenceNumber };
      try {
        const read = eventOf(record);
        if (read === "unreadable") {
          await setAside(record.raw);
          log.line("set-aside", named);
        } else if (read !== "untold" && published.has(read.type)) await bus.publish(read);
      } catch (error) {
        const { aggregateId = "", sequence = 0, correlationId = "" } = record.entry ?? {};
        log.line("not-relayed", { ...named, aggregate: aggregateId, sequence });
        log.defect(error, correlationId);
        return retryFrom(record);
      }
    }
    return ALL_DONE;
  };

/** An entry or a day's facts as an event: some changes of facts are told to nobody. */
function eventOf({ entry, raw, isFacts }: EntryRecord): CloudEvent | "untold" | "unreadable" {
  if (entry !== undefined) return cloudEventOf(entry);
  return isFacts ? factsChangedOf(raw) : "unreadable";
}

/** The envelope of an entry's event: the same at every delivery. */
export const cloudEventOf = (entry: Entry): CloudEvent => ({
  specversion: "1.0",
  id: `${entry.aggregateId}.${entry.sequence}`,
  source: "/xiaowai",
  type: detailTypeOf(entry.eventName, entry.eventVersion),
  time: toRfc3339(entry.at),
  subject: entry.aggregateId,
  datacontenttype: "application/json",
  actor: entry.actor,
  correlationid: entry.correlationId,
  ...(entry.causationId === undefined ? {} : { causationid: entry.causationId }),
  ...(entry.unitId === undefined ? {} : { unit: entry.unitId }),
  ...(entry.institutionId === undefined ? {} : { institution: entry.institutionId }),
  sequence: entry.sequence,
  data: entry.data,
});
