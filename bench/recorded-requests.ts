import { GetItemCommand, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { randomUUID } from "node:crypto";
import { toAttributes } from "../adapters/table/codec.ts";
import type { Table } from "../adapters/table/table.ts";
import { toTransactItem } from "../adapters/table/write-input.ts";
import type { BenchTable } from "./dynamo.ts";

/** One request of the plain SDK, ready to be sent. */
export type StoreRequest = GetItemCommand | TransactWriteItemsCommand;

/** A table that does what another does, and notes by which requests DynamoDB would be asked for it. */
export function recordingTable(table: Table, { tableName: TableName }: BenchTable) {
  let requests: StoreRequest[] = [];
  let isWhole = true;
  const recording: Table = {
    get: ({ pk, sk }, options = {}) => {
      const Key = toAttributes({ pk, sk });
      const ConsistentRead = options.consistent ?? true;
      requests.push(new GetItemCommand({ TableName, Key, ConsistentRead }));
      return table.get({ pk, sk }, options);
    },
    commit: (writes) => {
      const TransactItems = writes.map((write) => toTransactItem(TableName, write));
      const ClientRequestToken = randomUUID();
      requests.push(new TransactWriteItemsCommand({ TransactItems, ClientRequestToken }));
      return table.commit(writes);
    },
    getMany: (keys) => {
      isWhole = false;
      return table.getMany(keys);
    },
    query: (query) => {
      isWhole = false;
      return table.query(query);
    },
  };
  return {
    table: recording,
    /**
     * What was asked since the last time.
     * @throws where more was asked than reads by the key and transactions, which alone are noted
     */
    take: (): readonly StoreRequest[] => {
      if (!isWhole) throw new Error("not all requests were noted: function and roles are not warm");
      return requests.splice(0);
    },
    /** Forgets what a new function has asked until it was warm. */
    forget: (): void => {
      requests = [];
      isWhole = true;
    },
  };
}

/** Sends requests one after the other. */
export async function sendAll(
  { client }: BenchTable,
  requests: readonly StoreRequest[],
): Promise<void> {
  for (const request of requests)
    await (request instanceof GetItemCommand ? client.send(request) : client.send(request));
}
