import { BatchWriteItemCommand } from "@aws-sdk/client-dynamodb";
import { randomBytes } from "node:crypto";
import { ulid } from "ulid";
import { toAttributes } from "../adapters/table/codec.ts";
import type { Item } from "../adapters/table/table.ts";
import { inParallel } from "../functions/kit/in-parallel.ts";
import type { BenchTable } from "./dynamo.ts";

const A_BATCH = 25;
const AT_ONCE = 4;
/** What names one lifecycle and no other: ids made in it, and hashes of its callers' keys. */
const OWN_NAMES = /[0-9A-HJKMNP-TV-Z]{26}|(?<=^IDEM#).+/gu;

/**
 * Items as many complaints leave them: each complaint has ids of its own, and all are of one family, one
 * institution and one county, whose lists are as long as can be.
 * @param pattern what one complaint has left
 * @param around what lay there before it, whose ids stay
 */
export function* manyComplaints(
  pattern: readonly Item[],
  around: readonly Item[],
  itemCount: number,
): Generator<Item> {
  const known = JSON.stringify(around);
  const own = pattern
    .flatMap(({ pk, sk }) => [...pk.matchAll(OWN_NAMES), ...sk.matchAll(OWN_NAMES)])
    .map(([name]) => name)
    .filter((name) => !known.includes(name));
  for (let left = itemCount; left > 0; left -= pattern.length) {
    const names = new Map(own.map((name) => [name, another(name)]));
    const rename = renaming(names);
    yield* pattern.slice(0, left).map((item) => rename(item) as Item);
  }
}

const another = (name: string): string =>
  name.length === ulid().length ? ulid() : randomBytes(32).toString("base64url");

/** A value of an item, with other names in all of its texts. */
function renaming(names: ReadonlyMap<string, string>) {
  const inText = (text: string): string =>
    [...names].reduce((so, [name, other]) => so.replaceAll(name, other), text);
  const rename = (value: unknown): unknown => {
    if (typeof value === "string") return inText(value);
    if (Array.isArray(value)) return value.map(rename);
    if (typeof value !== "object" || value === null || value instanceof Uint8Array) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, rename(each)]));
  };
  return rename;
}

/** Puts items into a table, many a request. @returns how many they were */
export async function putAll(
  { client, tableName }: BenchTable,
  items: Iterable<Item>,
): Promise<number> {
  const batches: Item[][] = [];
  let count = 0;
  for (const item of items) {
    if (count % A_BATCH === 0) batches.push([]);
    batches.at(-1)?.push(item);
    count += 1;
  }
  await inParallel(batches, AT_ONCE, async (batch) => {
    const requests = batch.map((item) => ({ PutRequest: { Item: toAttributes(item) } }));
    const command = new BatchWriteItemCommand({ RequestItems: { [tableName]: requests } });
    const { UnprocessedItems: left = {} } = await client.send(command);
    if (Object.keys(left).length > 0) throw new Error("the store has left items out");
  });
  return count;
}
