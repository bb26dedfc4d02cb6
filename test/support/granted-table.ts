import type { Table, Write } from "../../adapters/table/table.ts";

/** What a role may reach: patterns of partition keys that end with a star. */
export interface Reach {
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  /** Beside those that it writes. */
  readonly checks?: readonly string[];
}

const pkOf = (write: Write): string => (write.kind === "put" ? write.item.pk : write.key.pk);

/**
 * A table that refuses what the role does not grant, as IAM does by `dynamodb:LeadingKeys`: the local
 * engine and the memory table themselves let everybody reach everything.
 */
export function grantedTable<T extends Table>(
  table: T,
  { reads, writes, checks = [] }: Reach,
  denied: (deed: string) => void = () => undefined,
): T {
  const refuse = (patterns: readonly string[], pk: string, deed: string): void => {
    if (patterns.some((pattern) => pk.startsWith(pattern.slice(0, -1)))) return;
    const words = `${deed} ${pk.slice(0, pk.indexOf("#"))}`;
    denied(words);
    throw new Error(`the role may not ${words}`);
  };
  return {
    ...table,
    get: async (key, options) => {
      refuse(reads, key.pk, "read");
      return table.get(key, options);
    },
    getMany: async (keys) => {
      for (const { pk } of keys) refuse(reads, pk, "read");
      return table.getMany(keys);
    },
    query: async (query) => {
      refuse(reads, query.pk, "query");
      return table.query(query);
    },
    commit: async (some) => {
      for (const write of some)
        refuse(write.kind === "check" ? [...writes, ...checks] : writes, pkOf(write), write.kind);
      return table.commit(some);
    },
  };
}
