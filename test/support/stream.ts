import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { DynamoDBStreamEvent } from "aws-lambda";
import type { Item, Table } from "../../adapters/table/table.ts";
import type { Log } from "../../functions/kit/deps.ts";
import { type Projection, projector } from "../../functions/stream/projector.ts";

/** A batch of the table's stream; sequence numbers count from 1, as text. */
export const streamBatch = (images: readonly unknown[]): DynamoDBStreamEvent => ({
  Records: images.map((image, index) => ({
    eventName: "INSERT",
    dynamodb: { SequenceNumber: String(index + 1), NewImage: streamImage(image) },
  })),
});

/** The types of the stream and of the client name the same attribute values apart. */
const streamImage = (image: unknown): NonNullable<StreamImage> =>
  marshall(image, { removeUndefinedValues: true }) as Record<string, AttributeValue> as StreamImage;
type StreamImage = NonNullable<
  NonNullable<DynamoDBStreamEvent["Records"][number]["dynamodb"]>["NewImage"]
>;

/** The entries among items, as the stream's filter lets them through. */
export const entryItems = (items: readonly (Item | undefined)[]): readonly Item[] =>
  items.flatMap((item) => (item?.type === "entry" ? [item] : []));

export const NO_LOG: Log = { line: () => undefined, defect: () => undefined };

/** The projector, with one projection alone. */
export const readerOf = (projection: (table: Table) => Projection, table: Table) =>
  projector(NO_LOG, { projection: projection(table) });
