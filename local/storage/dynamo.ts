import {
  CreateTableCommand,
  DescribeTableCommand,
  ResourceNotFoundException,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from "@aws-sdk/client-dynamodb";
import type { DynamoDBClient, TableDescription } from "@aws-sdk/client-dynamodb";
import * as z from "zod";
import { CannotStart } from "../errors.ts";
import type { Assembly, Resource } from "../ports.ts";
import { readProperties } from "../assembly/properties.ts";

const KeySchema = z.array(
  z.object({ AttributeName: z.string(), KeyType: z.enum(["HASH", "RANGE"]) }),
);
const Index = z
  .looseObject({
    IndexName: z.string(),
    KeySchema,
    Projection: z.object({
      ProjectionType: z.enum(["ALL", "KEYS_ONLY", "INCLUDE"]),
      NonKeyAttributes: z.array(z.string()).optional(),
    }),
  })
  // Throughput and insights have no meaning here.
  .transform(
    ({ IndexName, KeySchema: keys, Projection: { ProjectionType, NonKeyAttributes } }) => ({
      IndexName,
      KeySchema: keys,
      Projection: {
        ProjectionType,
        ...(NonKeyAttributes === undefined ? {} : { NonKeyAttributes }),
      },
    }),
  );

const TableProperties = z.looseObject({
  KeySchema,
  AttributeDefinitions: z.array(
    z.object({ AttributeName: z.string(), AttributeType: z.enum(["S", "N", "B"]) }),
  ),
  GlobalSecondaryIndexes: z.array(Index).default([]),
  LocalSecondaryIndexes: z.array(Index).default([]),
  StreamSpecification: z
    .looseObject({
      StreamViewType: z.enum(["KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES"]),
    })
    .optional(),
  TimeToLiveSpecification: z.object({ AttributeName: z.string(), Enabled: z.boolean() }).optional(),
});
type TableProperties = z.infer<typeof TableProperties>;

/** Creates the tables of the assembly that are missing, and the indexes that a kept table lacks. */
export async function createTables(assembly: Assembly, client: DynamoDBClient): Promise<void> {
  for (const resource of assembly.ofType("AWS::DynamoDB::GlobalTable", "AWS::DynamoDB::Table")) {
    const properties = readProperties(resource, TableProperties);
    const existing = await describeTable(client, resource.name);
    if (existing === undefined) await createTable(client, resource.name, properties);
    else await extendTable(client, resource, properties, existing);
  }
}

export async function describeTable(
  client: DynamoDBClient,
  TableName: string,
): Promise<TableDescription | undefined> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

async function createTable(client: DynamoDBClient, TableName: string, properties: TableProperties) {
  const { GlobalSecondaryIndexes, LocalSecondaryIndexes, StreamSpecification } = properties;
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: "PAY_PER_REQUEST",
      KeySchema: properties.KeySchema,
      AttributeDefinitions: properties.AttributeDefinitions,
      ...(GlobalSecondaryIndexes.length === 0 ? {} : { GlobalSecondaryIndexes }),
      ...(LocalSecondaryIndexes.length === 0 ? {} : { LocalSecondaryIndexes }),
      ...(StreamSpecification === undefined
        ? {}
        : {
            StreamSpecification: {
              StreamEnabled: true,
              StreamViewType: StreamSpecification.StreamViewType,
            },
          }),
    }),
  );
  const TimeToLiveSpecification = properties.TimeToLiveSpecification;
  if (TimeToLiveSpecification !== undefined) {
    await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
  }
}

/** A table kept from an earlier build: new indexes are added, anything else that differs is refused. */
async function extendTable(
  client: DynamoDBClient,
  { name, stack, logicalId }: Resource,
  properties: TableProperties,
  existing: TableDescription,
): Promise<void> {
  const keysOf = (keys: readonly { AttributeName?: string | undefined }[] | undefined) =>
    (keys ?? []).map(({ AttributeName }) => AttributeName).join(",");
  const refuse = (what: string) =>
    new CannotStart(
      `The kept table ${name} (stack ${stack}, resource ${logicalId}) has other ${what} than this build. ` +
        "Forget the local data with `npm run reset`, or start with another --data folder.",
    );
  if (keysOf(existing.KeySchema) !== keysOf(properties.KeySchema)) throw refuse("keys");
  if (
    existing.StreamSpecification?.StreamViewType !== properties.StreamSpecification?.StreamViewType
  ) {
    throw refuse("stream settings");
  }
  for (const index of properties.GlobalSecondaryIndexes) {
    const kept = existing.GlobalSecondaryIndexes?.find(
      ({ IndexName }) => IndexName === index.IndexName,
    );
    if (kept !== undefined) {
      if (keysOf(kept.KeySchema) === keysOf(index.KeySchema)) continue;
      throw refuse(`keys of the index ${index.IndexName}`);
    }
    await client.send(
      new UpdateTableCommand({
        TableName: name,
        AttributeDefinitions: properties.AttributeDefinitions,
        GlobalSecondaryIndexUpdates: [{ Create: index }],
      }),
    );
  }
}
