import { DescribeTableCommand } from "@aws-sdk/client-dynamodb";
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from "@aws-sdk/client-dynamodb-streams";
import type { DynamoDBRecord } from "aws-lambda";
import { toStreamRecord } from "../../local/storage/stream-records.ts";
import type { DynamoLocal } from "./dynamo-local.ts";

/** More reads than a stream of some thousand records can need. */
const MOST_READS = 5_000;

/**
 * The oldest records of a table's stream, as a function receives them.
 * @throws when it never holds so many
 */
export async function streamRecordsOf(
  { client, endpoint }: Pick<DynamoLocal, "client" | "endpoint">,
  tableName: string,
  count: number,
): Promise<readonly DynamoDBRecord[]> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }));
  const StreamArn = Table?.LatestStreamArn;
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const streams = new DynamoDBStreamsClient({ endpoint, region: "local", credentials });
  try {
    const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
    const shards = StreamDescription?.Shards ?? [];
    const read = await Promise.all(
      shards.map((shard) => readShard(streams, StreamArn, shard.ShardId, count)),
    );
    return read.flat();
  } finally {
    streams.destroy();
  }
}

async function readShard(
  streams: DynamoDBStreamsClient,
  StreamArn: string | undefined,
  ShardId: string | undefined,
  count: number,
) {
  const oldest = { StreamArn, ShardId, ShardIteratorType: "TRIM_HORIZON" } as const;
  let { ShardIterator } = await streams.send(new GetShardIteratorCommand(oldest));
  const records: ReturnType<typeof toStreamRecord>[] = [];
  for (let reads = 0; records.length < count && reads < MOST_READS; reads += 1) {
    const page = await streams.send(new GetRecordsCommand({ ShardIterator }));
    ShardIterator = page.NextShardIterator;
    const read = page.Records ?? [];
    records.push(...read.map((record) => toStreamRecord(record, StreamArn ?? "", "local")));
  }
  if (records.length < count)
    throw new Error(`the stream holds ${records.length} records, not ${count}`);
  return records;
}
