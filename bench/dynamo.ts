import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { createDynamoTable, DYNAMO_CLIENT_SETTINGS } from "../adapters/table/dynamo-table.ts";
import { INDEXES, type Table } from "../adapters/table/table.ts";
import { claimPort } from "../local/services/free-port.ts";
import { startDynamoProcess } from "../local/storage/dynamo-process.ts";

const keySchema = ({ pk, sk }: { readonly pk: string; readonly sk: string }) => [
  { AttributeName: pk, KeyType: "HASH" as const },
  { AttributeName: sk, KeyType: "RANGE" as const },
];

export interface BenchTable {
  readonly table: Table;
  /** For what is measured without the driver. */
  readonly client: DynamoDBClient;
  readonly tableName: string;
  readonly endpoint: string;
  readonly stop: () => Promise<void>;
}

const TABLE_NAME = "bench";

/** A DynamoDB Local of the bench's own, in memory, with an empty table of the platform's shape. */
export async function benchTable(): Promise<BenchTable> {
  const dynamo = await startDynamoProcess(await claimPort(0), undefined);
  const client = new DynamoDBClient({
    ...DYNAMO_CLIENT_SETTINGS,
    requestHandler: { ...DYNAMO_CLIENT_SETTINGS.requestHandler, requestTimeout: 30_000 },
    endpoint: dynamo.endpoint,
    region: "local",
    credentials: { accessKeyId: "bench", secretAccessKey: "bench" },
  });
  const indexes = Object.entries(INDEXES);
  await client.send(
    new CreateTableCommand({
      TableName: TABLE_NAME,
      BillingMode: "PAY_PER_REQUEST",
      KeySchema: keySchema({ pk: "pk", sk: "sk" }),
      AttributeDefinitions: ["pk", "sk", ...indexes.flatMap(([, { pk, sk }]) => [pk, sk])].map(
        (name) => ({ AttributeName: name, AttributeType: "S" as const }),
      ),
      GlobalSecondaryIndexes: indexes.map(([name, keys]) => ({
        IndexName: name,
        KeySchema: keySchema(keys),
        Projection: { ProjectionType: "KEYS_ONLY" as const },
      })),
    }),
  );
  return {
    table: createDynamoTable({ client, tableName: TABLE_NAME }),
    client,
    tableName: TABLE_NAME,
    endpoint: dynamo.endpoint,
    stop: async () => {
      client.destroy();
      await dynamo.stop();
    },
  };
}
