import { expect } from "vitest";
import { InvariantBroken } from "../../domain/shared/invariant.ts";
import { CommitRefused } from "../../adapters/table/table.ts";
import type { Item, Key, Table, Value, Write } from "../../adapters/table/table.ts";

let partitions = 0;

/** A partition that no other test touches. */
export function freshPartition(): string {
  partitions += 1;
  return `TEST#${partitions}`;
}

export const item = (key: Key, attributes: Readonly<Record<string, Value>> = {}): Item => ({
  ...attributes,
  ...key,
  type: "thing",
});

export const put = (stored: Item): Write => ({ kind: "put", item: stored });

/** The refusal of a commit, which must come. */
export async function refusalOf(committing: Promise<void>): Promise<CommitRefused> {
  const refusal: unknown = await committing.then(
    () => "committed",
    (error: unknown) => error,
  );
  expect(refusal).toBeInstanceOf(CommitRefused);
  if (!(refusal instanceof CommitRefused)) throw refusal;
  return refusal;
}

export const expectDefect = (calling: Promise<unknown>): Promise<void> =>
  expect(calling).rejects.toBeInstanceOf(InvariantBroken);

/** Reads a query to its end, page by page. */
export async function readAll(
  table: Table,
  query: Parameters<Table["query"]>[0],
): Promise<{ items: Item[]; pageCount: number }> {
  const items: Item[] = [];
  let pageCount = 0;
  let after = query.after;
  do {
    const page = await table.query(after === undefined ? query : { ...query, after });
    items.push(...page.items);
    pageCount += 1;
    after = page.next;
  } while (after !== undefined);
  return { items, pageCount };
}
