import type { Item, Key, Table } from "./table.ts";

const MOST_KEYS = 100;
const nameOf = ({ pk, sk }: Key): string => JSON.stringify([pk, sk]);

/**
 * A table that has read these keys together, and answers for them from what it found; everything else it
 * reads when asked. For one decision on many items, not to be kept.
 */
export async function readAhead(table: Table, keys: readonly Key[]): Promise<Table> {
  const pages = Array.from({ length: Math.ceil(keys.length / MOST_KEYS) }, (_, page) =>
    table.getMany(keys.slice(page * MOST_KEYS, (page + 1) * MOST_KEYS)),
  );
  const found = new Map<string, Item>();
  for (const item of (await Promise.all(pages)).flat()) found.set(nameOf(item), item);
  const asked = new Set(keys.map(nameOf));
  return {
    get: (key, options) =>
      asked.has(nameOf(key)) ? Promise.resolve(found.get(nameOf(key))) : table.get(key, options),
    getMany: (many) =>
      many.every((key) => asked.has(nameOf(key)))
        ? Promise.resolve(many.flatMap((key) => found.get(nameOf(key)) ?? []))
        : table.getMany(many),
    query: (query) => table.query(query),
    commit: (writes) => table.commit(writes),
  };
}
