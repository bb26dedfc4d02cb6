import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from "aws-lambda";
import * as z from "zod";
import { ENTRY, FACTS } from "../../adapters/entry-type.ts";
import { Entry } from "../../adapters/journal.ts";

/** One record of the table's stream, read as an entry unless it is a day's facts; `raw` is kept for the queue of what cannot be read. */
export interface EntryRecord {
  readonly sequenceNumber: string;
  readonly raw: unknown;
  readonly entry: Entry | undefined;
  /** It is a day's facts. */
  readonly isFacts: boolean;
}

const isImage = (image: unknown): image is Record<string, AttributeValue> =>
  image !== null && typeof image === "object";

const SequenceNumber = z.string();

/** Reads the entries of a batch; an unreadable one has no `entry`. */
export const entryRecords = (event: DynamoDBStreamEvent): readonly EntryRecord[] =>
  event.Records.map((record) => {
    const image: unknown = record.dynamodb?.NewImage;
    const item = isImage(image) ? unmarshall(image) : undefined;
    const type: unknown = item?.["type"];
    return {
      sequenceNumber: SequenceNumber.parse(record.dynamodb?.SequenceNumber),
      raw: item,
      entry: type === ENTRY ? Entry.safeParse(item).data : undefined,
      isFacts: type === FACTS,
    };
  });

/** Everything before this record is done; it and what follows come again. */
export const retryFrom = (record: EntryRecord): DynamoDBBatchResponse => ({
  batchItemFailures: [{ itemIdentifier: record.sequenceNumber }],
});

export const ALL_DONE: DynamoDBBatchResponse = { batchItemFailures: [] };
