import { UpdateTableCommand } from "@aws-sdk/client-dynamodb";
import { DynamoDBStreamsClient } from "@aws-sdk/client-dynamodb-streams";
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import { LOCAL_CREDENTIALS } from "../local/assembly/resource-names.ts";
import { createActivity } from "../local/services/activity.ts";
import { describeTable } from "../local/storage/dynamo.ts";
import { openStore } from "../local/storage/store.ts";
import { startStreamPump } from "../local/storage/stream-pump.ts";
import type { BenchTable } from "./dynamo.ts";

/** Records that a reader is given at once, as in the template. */
export const BATCH = 100;

/** A function that reads a table's stream: the types of items that its filter lets through, and what it does with them. */
export interface StreamReader {
  readonly id: string;
  readonly images: readonly string[];
  readonly read: (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse>;
}

export const enableStream = ({ client, tableName }: BenchTable) =>
  client.send(
    new UpdateTableCommand({
      TableName: tableName,
      StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_IMAGE" },
    }),
  );

/** Readers of a table's stream in this process, by the local runtime's pumps. `failed` rejects when one gives up. */
export async function startReaders(bench: BenchTable, readers: readonly StreamReader[]) {
  const stopped = new AbortController();
  const client = new DynamoDBStreamsClient({
    ...{ endpoint: bench.endpoint, region: "local", credentials: LOCAL_CREDENTIALS },
  });
  const store = openStore(":memory:");
  const activity = createActivity();
  const { promise: failed, reject } = Promise.withResolvers<never>();
  failed.catch(() => undefined);
  const streamArn = (await describeTable(bench.client, bench.tableName))?.LatestStreamArn ?? "";
  const pumps = readers.map((reader) =>
    startStreamPump({
      ...{ client, store, region: "local", activity, signal: stopped.signal, streamArn },
      mapping: mappingOf(reader),
      invoke: (_functionArn, event) => reader.read(event as DynamoDBStreamEvent),
      sendToQueue: () => {
        reject(new Error(`${reader.id} has given a record up`));
      },
      onError: (text) => {
        reject(new Error(text));
      },
    }),
  );
  return {
    failed,
    caughtUp: () => Promise.all(pumps.map((pump) => pump.caughtUp())),
    stop: async () => {
      stopped.abort();
      await Promise.all(pumps.map((pump) => pump.finished));
      client.destroy();
      store.close();
    },
  };
}

const mappingOf = ({
  id,
  images,
}: StreamReader): Parameters<typeof startStreamPump>[0]["mapping"] => ({
  ...{ id, functionArn: id, functionName: id },
  ...{ sourceArn: "bench", batchSize: BATCH, reportsItemFailures: true, bisects: true },
  source: {
    ...{ id: "bench/table", stack: "bench", logicalId: "table", type: "AWS::DynamoDB::Table" },
    ...{ name: "bench", arn: "bench", properties: {} },
  },
  ...{ maxRetries: 3, failureDestinationArn: undefined, maxConcurrency: undefined },
  accepts: (record) =>
    images.includes((record as DynamoDBRecord).dynamodb?.NewImage?.["type"]?.S ?? ""),
});
