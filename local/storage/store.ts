import { DatabaseSync } from "node:sqlite";
import type { Store } from "../ports.ts";

const SCHEMA = `
  PRAGMA journal_mode = WAL;
  -- A killed process loses nothing; only a power cut could cost the last writes.
  PRAGMA synchronous = NORMAL;
  PRAGMA busy_timeout = 5000;
  CREATE TABLE IF NOT EXISTS kv (
    namespace TEXT, key TEXT, value TEXT, PRIMARY KEY (namespace, key)
  ) WITHOUT ROWID;
`;

/** Opens the runtime's durable state. @param file a path, or `:memory:` to keep nothing */
export function openStore(file: string): Store {
  const db = new DatabaseSync(file);
  db.exec(SCHEMA);
  const select = db.prepare("SELECT value FROM kv WHERE namespace = ? AND key = ?");
  const upsert = db.prepare(
    "INSERT INTO kv VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
  );
  const remove = db.prepare("DELETE FROM kv WHERE namespace = ? AND key = ?");
  const selectAll = db.prepare("SELECT key, value FROM kv WHERE namespace = ? ORDER BY key");

  return {
    // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- as the port has it
    get<T>(namespace: string, key: string): T | undefined {
      const row = select.get(namespace, key);
      return row === undefined ? undefined : (JSON.parse(String(row["value"])) as T);
    },
    set: (namespace, key, value) => {
      upsert.run(namespace, key, JSON.stringify(value));
    },
    remove: (namespace, key) => {
      remove.run(namespace, key);
    },
    list: <T>(namespace: string) =>
      selectAll
        .all(namespace)
        .map((row) => [String(row["key"]), JSON.parse(String(row["value"])) as T] as const),
    transaction: (work) => {
      db.exec("BEGIN IMMEDIATE");
      try {
        const result = work();
        db.exec("COMMIT");
        return result;
      } catch (error) {
        db.exec("ROLLBACK");
        throw error;
      }
    },
    close: () => {
      db.close();
    },
  };
}
