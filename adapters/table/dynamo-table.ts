import {
  BatchGetItemCommand,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import type { DynamoDBClient, KeysAndAttributes } from "@aws-sdk/client-dynamodb";
import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { invariant } from "../../domain/shared/invariant.ts";
import { classifyFailure } from "./cancellation.ts";
import { checkKeys, checkQuery, checkWrites } from "./check.ts";
import { toAttributes, toItem } from "./codec.ts";
import type { Attributes } from "./codec.ts";
import { isLive } from "./expiry.ts";
import { createPlaceholders, keyConditionExpression } from "./expressions.ts";
import { isRepeatable, needsTransaction } from "./repeatable.ts";
import { DEFAULT_MAX_ATTEMPTS, withRetries } from "./retry.ts";
import type { Item, Key, Query, Table, Write } from "./table.ts";
import { toTransactItem, toWriteInput } from "./write-input.ts";

export interface DynamoTableOptions {
  /** Made with {@link DYNAMO_CLIENT_SETTINGS}. */
  readonly client: DynamoDBClient;
  readonly tableName: string;
  /** The time by which items expire, in milliseconds. */
  readonly now?: () => number;
  readonly random?: () => number;
  readonly sleep?: (milliseconds: number) => Promise<void>;
  readonly maxAttempts?: number;
}

/**
 * Settings that every client of the table has. The driver retries, not the client: a client that sends a
 * single `add` again after a lost answer counts it twice. A request without answer ends, so that it can be
 * tried again within one invocation.
 */
export const DYNAMO_CLIENT_SETTINGS = {
  maxAttempts: 1,
  requestHandler: {
    connectionTimeout: 1_000,
    requestTimeout: 5_000,
    throwOnRequestTimeout: true,
  },
} as const;

/** The table port on Amazon DynamoDB. */
export function createDynamoTable(options: DynamoTableOptions): Table {
  const { client, tableName } = options;
  const now = options.now ?? Date.now;
  const policy = {
    random: options.random ?? Math.random,
    sleep: options.sleep ?? ((milliseconds: number) => wait(milliseconds)),
    maxAttempts: options.maxAttempts ?? DEFAULT_MAX_ATTEMPTS,
  };

  const sending = async <T>(repeatable: boolean, attempt: () => Promise<T>): Promise<T> => {
    const clientAttempts = await client.config.maxAttempts();
    invariant(clientAttempts === 1, "the client of the table must not retry by itself");
    return withRetries(policy, { repeatable, classify: classifyFailure }, attempt);
  };
  const live = (stored: readonly Attributes[] = []): readonly Item[] =>
    stored.map(toItem).filter((item) => isLive(item, now()));

  return {
    async get(key, { consistent = true } = {}) {
      checkKeys([key]);
      const command = { TableName: tableName, Key: keyAttributes(key), ConsistentRead: consistent };
      const answer = await sending(true, () => client.send(new GetItemCommand(command)));
      return live(answer.Item === undefined ? [] : [answer.Item])[0];
    },

    async getMany(keys) {
      checkKeys(keys);
      if (keys.length === 0) return [];
      const found: Attributes[] = [];
      let open: KeysAndAttributes = { Keys: keys.map(keyAttributes), ConsistentRead: true };
      await sending(true, async () => {
        const answer = await client.send(
          new BatchGetItemCommand({ RequestItems: { [tableName]: open } }),
        );
        found.push(...(answer.Responses?.[tableName] ?? []));
        const left = answer.UnprocessedKeys?.[tableName];
        if (left === undefined) return;
        open = left;
        throw new UnprocessedKeys(`${left.Keys?.length ?? 0} keys not read yet`);
      });
      return live(found);
    },

    async query(query) {
      checkQuery(query);
      const command = queryInput(tableName, query);
      const answer = await sending(true, () => client.send(new QueryCommand(command)));
      const items = live(answer.Items);
      return answer.LastEvaluatedKey === undefined
        ? { items }
        : { items, next: cursorOf(answer.LastEvaluatedKey) };
    },

    async commit(writes) {
      checkWrites(writes);
      await sending(isRepeatable(writes), commitAttempt(client, tableName, writes));
    },
  };
}

/** The capacity did not suffice for all keys: named as DynamoDB names throttling, and retried alike. */
class UnprocessedKeys extends Error {
  override readonly name = "ThrottlingError";
}

/** One attempt to commit; every attempt carries the same token, so the store applies one of them. */
function commitAttempt(
  client: DynamoDBClient,
  tableName: string,
  writes: readonly Write[],
): () => Promise<unknown> {
  const [only] = writes;
  if (only === undefined || only.kind === "check" || needsTransaction(writes)) {
    const command = {
      TransactItems: writes.map((write) => toTransactItem(tableName, write)),
      ClientRequestToken: randomUUID(),
    };
    return () => client.send(new TransactWriteItemsCommand(command));
  }
  const input = toWriteInput(tableName, only);
  switch (input.kind) {
    case "put":
      return () => client.send(new PutItemCommand(input.put));
    case "update":
      return () => client.send(new UpdateItemCommand(input.update));
    case "delete":
      return () => client.send(new DeleteItemCommand(input.delete));
  }
}

const keyAttributes = ({ pk, sk }: Key): Attributes => toAttributes({ pk, sk });

function queryInput(tableName: string, query: Query) {
  const use = createPlaceholders();
  return {
    TableName: tableName,
    KeyConditionExpression: keyConditionExpression(query, use),
    ...use.fields(),
    ScanIndexForward: query.backwards !== true,
    ...(query.index === undefined ? {} : { IndexName: query.index }),
    ...(query.limit === undefined ? {} : { Limit: query.limit }),
    ...(query.consistent === undefined ? {} : { ConsistentRead: query.consistent }),
    ...(query.after === undefined ? {} : { ExclusiveStartKey: toAttributes(query.after) }),
  };
}

/** All keys of table and indexes are strings, so the place to go on from is too. */
function cursorOf(lastKey: Attributes): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(lastKey).map(([name, { S }]) => {
      invariant(S !== undefined, `the key attribute ${name} is not a string`);
      return [name, S];
    }),
  );
}
