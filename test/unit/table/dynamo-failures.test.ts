import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, describe, expect, it } from "vitest";
import { createDynamoTable, DYNAMO_CLIENT_SETTINGS } from "../../../adapters/table/dynamo-table.ts";
import { CommitRefused, StoreUnavailable } from "../../../adapters/table/table.ts";
import type { Write } from "../../../adapters/table/table.ts";
import { InvariantBroken } from "../../../domain/shared/invariant.ts";

const client = new DynamoDBClient({ ...DYNAMO_CLIENT_SETTINGS, region: "local" });
const dynamo = mockClient(client);
let waitsMs: number[] = [];
const table = createDynamoTable({
  client,
  tableName: "t",
  random: () => 0.5,
  sleep: (ms) => {
    waitsMs.push(ms);
    return Promise.resolve();
  },
});
beforeEach(() => {
  dynamo.reset();
  waitsMs = [];
});

const key = { pk: "a", sk: "b" };
const item = { ...key, type: "thing" };
const other = { ...item, sk: "c" };
const stored = { pk: { S: "a" }, sk: { S: "b" }, type: { S: "thing" } };
const pair: readonly Write[] = [
  { kind: "put", item, condition: { kind: "absent" } },
  { kind: "put", item: other, condition: { kind: "absent" } },
];

const cancelled = (...codes: string[]) =>
  new TransactionCanceledException({
    message: "cancelled",
    $metadata: { httpStatusCode: 400 },
    CancellationReasons: codes.map((Code) => ({
      Code,
      Message: "why",
      ...(Code === "ConditionalCheckFailed" ? { Item: stored } : {}),
    })),
  });
const failure = (name: string, extra: object = {}) =>
  Object.assign(new Error(`injected ${name}`), { name }, extra);
const transactions = () => dynamo.commandCalls(TransactWriteItemsCommand);
const tokens = () => new Set(transactions().map((call) => call.args[0].input.ClientRequestToken));

const PASSING = [
  "TransactionConflict",
  "ThrottlingError",
  "ProvisionedThroughputExceeded",
  "RequestLimitExceeded",
  "TransactionInProgress",
  "InternalServerError",
];

describe("a cancelled transaction", () => {
  it.each(PASSING)("is tried again after %s, under the same token", async (code) => {
    dynamo.on(TransactWriteItemsCommand).rejectsOnce(cancelled("None", code)).resolves({});
    await table.commit(pair);
    expect(transactions()).toHaveLength(2);
    expect(tokens().size).toBe(1);
    expect(tokens()).not.toContain(undefined);
  });

  it.each(PASSING)("is given up after 6 attempts that met %s", async (code) => {
    dynamo.on(TransactWriteItemsCommand).rejects(cancelled(code, "None"));
    await expect(table.commit(pair)).rejects.toBeInstanceOf(StoreUnavailable);
    expect(transactions()).toHaveLength(6);
    // Half of ceilings that double from 25 ms.
    expect(waitsMs).toEqual([12.5, 25, 50, 100, 200]);
  });

  it("is refused at once when conditions failed, with the items found", async () => {
    dynamo.on(TransactWriteItemsCommand).rejects(cancelled("None", "ConditionalCheckFailed"));
    const refusal: unknown = await table.commit(pair).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(CommitRefused);
    expect(refusal).toHaveProperty("failed", [{ index: 1, found: item }]);
    expect(transactions()).toHaveLength(1);
  });

  it("is tried again when a conflict makes the failed conditions doubtful", async () => {
    const mixed = cancelled("ConditionalCheckFailed", "TransactionConflict");
    dynamo.on(TransactWriteItemsCommand).rejectsOnce(mixed).resolves({});
    await table.commit(pair);
    expect(transactions()).toHaveLength(2);
  });

  it("is refused by the attempt that met no conflict", async () => {
    const mixed = cancelled("ConditionalCheckFailed", "TransactionConflict");
    dynamo
      .on(TransactWriteItemsCommand)
      .rejectsOnce(mixed)
      .rejects(cancelled("ConditionalCheckFailed", "None"));
    const refusal: unknown = await table.commit(pair).catch((error: unknown) => error);
    expect(refusal).toHaveProperty("failed", [{ index: 0, found: item }]);
  });

  it.each(["ValidationError", "ItemCollectionSizeLimitExceeded", "DuplicateItem", "SomethingNew"])(
    "is a defect after %s, whatever else was the matter",
    async (code) => {
      dynamo.on(TransactWriteItemsCommand).rejects(cancelled("TransactionConflict", code));
      await expect(table.commit(pair)).rejects.toBeInstanceOf(InvariantBroken);
      expect(transactions()).toHaveLength(1);
    },
  );

  it("is a defect when it gives no reason", async () => {
    dynamo.on(TransactWriteItemsCommand).rejects(cancelled());
    await expect(table.commit(pair)).rejects.toBeInstanceOf(InvariantBroken);
  });
});

const UNKNOWN = [
  failure("TimeoutError"),
  failure("InternalServerError", { $metadata: { httpStatusCode: 500 } }),
  failure("UnknownError", { $metadata: { httpStatusCode: 503 } }),
  failure("Error", { code: "ECONNRESET" }),
];

describe("an outcome that nobody knows", () => {
  it.each(UNKNOWN)("lets a transaction be sent again under its token: %s", async (error) => {
    dynamo.on(TransactWriteItemsCommand).rejectsOnce(error).resolves({});
    await table.commit(pair);
    expect(transactions()).toHaveLength(2);
    expect(tokens().size).toBe(1);
  });

  it("gives every commit a token of its own", async () => {
    dynamo.on(TransactWriteItemsCommand).resolves({});
    await table.commit(pair);
    await table.commit(pair);
    expect(tokens().size).toBe(2);
  });

  it.each(UNKNOWN)("lets a plain put be sent again: %s", async (error) => {
    dynamo.on(PutItemCommand).rejectsOnce(error).resolves({});
    await table.commit([{ kind: "put", item }]);
    expect(dynamo.commandCalls(PutItemCommand)).toHaveLength(2);
  });

  it.each(UNKNOWN)("never counts a single addition twice: %s", async (error) => {
    dynamo.on(UpdateItemCommand).rejects(error);
    const adding = table.commit([
      { kind: "update", key, set: { type: "thing" }, add: { count: 1 } },
    ]);
    await expect(adding).rejects.toBeInstanceOf(StoreUnavailable);
    expect(dynamo.commandCalls(UpdateItemCommand)).toHaveLength(1);
  });

  it.each(UNKNOWN)("never lets a single put meet its own trace: %s", async (error) => {
    dynamo.on(PutItemCommand).rejects(error);
    const putting = table.commit([{ kind: "put", item, condition: { kind: "absent" } }]);
    await expect(putting).rejects.toBeInstanceOf(StoreUnavailable);
    expect(dynamo.commandCalls(PutItemCommand)).toHaveLength(1);
  });
});

describe("a single request", () => {
  it.each([
    "TransactionConflictException",
    "ThrottlingException",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
  ])("is tried again after %s, even an addition", async (name) => {
    dynamo.on(UpdateItemCommand).rejectsOnce(failure(name)).resolves({});
    await table.commit([{ kind: "update", key, set: { type: "thing" }, add: { count: 1 } }]);
    expect(dynamo.commandCalls(UpdateItemCommand)).toHaveLength(2);
  });

  it("is refused with the item found when its condition failed", async () => {
    const error = new ConditionalCheckFailedException({
      message: "failed",
      $metadata: {},
      Item: stored,
    });
    dynamo.on(PutItemCommand).rejects(error);
    const refusal: unknown = await table
      .commit([{ kind: "put", item, condition: { kind: "absent" } }])
      .catch((caught: unknown) => caught);
    expect(refusal).toHaveProperty("failed", [{ index: 0, found: item }]);
  });

  it("is a defect when DynamoDB calls it invalid", async () => {
    dynamo.on(PutItemCommand).rejects(failure("ValidationException"));
    await expect(table.commit([{ kind: "put", item }])).rejects.toBeInstanceOf(InvariantBroken);
  });

  it("passes on what it cannot judge, such as a missing permission", async () => {
    const denied = failure("AccessDeniedException", { $metadata: { httpStatusCode: 400 } });
    dynamo.on(GetItemCommand).rejects(denied);
    await expect(table.get(key)).rejects.toBe(denied);
  });

  it("is refused from a client that would retry by itself", async () => {
    const eager = new DynamoDBClient({ region: "local", maxAttempts: 3 });
    const eagerTable = createDynamoTable({ client: eager, tableName: "t" });
    await expect(eagerTable.get(key)).rejects.toBeInstanceOf(InvariantBroken);
  });
});

describe("a read of many keys", () => {
  it("asks again for the keys that were not processed, and only for those", async () => {
    const left = { Keys: [{ pk: { S: "a" }, sk: { S: "c" } }], ConsistentRead: true };
    dynamo
      .on(BatchGetItemCommand)
      .resolvesOnce({ Responses: { t: [stored] }, UnprocessedKeys: { t: left } })
      .resolves({ Responses: { t: [{ ...stored, sk: { S: "c" } }] }, UnprocessedKeys: {} });
    expect(await table.getMany([key, { pk: "a", sk: "c" }])).toEqual([item, other]);
    const [, second] = dynamo.commandCalls(BatchGetItemCommand);
    expect(second?.args[0].input.RequestItems).toEqual({ t: left });
    expect(waitsMs).toEqual([12.5]);
  });

  it("is given up when keys stay unprocessed", async () => {
    const left = { Keys: [{ pk: { S: "a" }, sk: { S: "b" } }] };
    dynamo.on(BatchGetItemCommand).resolves({ UnprocessedKeys: { t: left } });
    await expect(table.getMany([key])).rejects.toBeInstanceOf(StoreUnavailable);
    expect(dynamo.commandCalls(BatchGetItemCommand)).toHaveLength(6);
  });
});
