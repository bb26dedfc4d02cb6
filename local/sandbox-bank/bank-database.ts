import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import type * as z from "zod";

const SCHEMA = `
  PRAGMA journal_mode = WAL;
  -- A killed process loses nothing; only a power cut could cost the last writes.
  PRAGMA synchronous = NORMAL;
  PRAGMA busy_timeout = 5000;
  PRAGMA foreign_keys = ON;

  CREATE TABLE IF NOT EXISTS own_key (kid TEXT PRIMARY KEY, jwk TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS key_in_use (
    id INTEGER PRIMARY KEY CHECK (id = 1), kid TEXT NOT NULL REFERENCES own_key
  ) STRICT;
  CREATE TABLE IF NOT EXISTS platform_key (kid TEXT PRIMARY KEY, jwk TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS nonce (
    kid TEXT, nonce TEXT, seen_at INTEGER NOT NULL, PRIMARY KEY (kid, nonce)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS nonce_age ON nonce (seen_at);

  -- The first answer to each request, by the id that the platform gave it.
  CREATE TABLE IF NOT EXISTS answered (
    operation TEXT, id TEXT, request TEXT NOT NULL, answer TEXT NOT NULL,
    PRIMARY KEY (operation, id)
  ) STRICT, WITHOUT ROWID;

  -- Balances count credits as positive: what the bank owes the holder. Clearing is the outside world.
  CREATE TABLE IF NOT EXISTS account (
    account_no TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('custody', 'payout', 'clearing')),
    holder TEXT NOT NULL,
    balance_fen INTEGER NOT NULL DEFAULT 0,
    CHECK (kind = 'clearing' OR balance_fen >= 0)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS custody (
    account_no TEXT PRIMARY KEY REFERENCES account,
    institution_id TEXT NOT NULL UNIQUE,
    uscc TEXT NOT NULL UNIQUE
  ) STRICT;
  -- Accounts of institutions' own that hold their performance deposits, and nothing else.
  CREATE TABLE IF NOT EXISTS deposit (
    account_no TEXT PRIMARY KEY REFERENCES account, uscc TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS confirmed_payout (
    custody_account_no TEXT REFERENCES custody, payout_account_no TEXT REFERENCES account,
    PRIMARY KEY (custody_account_no, payout_account_no)
  ) STRICT;

  CREATE TABLE IF NOT EXISTS booking (
    serial TEXT PRIMARY KEY, sequence INTEGER NOT NULL UNIQUE, kind TEXT NOT NULL,
    reference TEXT NOT NULL, booked_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS posting (
    serial TEXT NOT NULL REFERENCES booking,
    account_no TEXT NOT NULL REFERENCES account,
    side TEXT NOT NULL CHECK (side IN ('debit', 'credit')),
    amount_fen INTEGER NOT NULL CHECK (amount_fen > 0)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS posting_account ON posting (account_no, serial);
  CREATE INDEX IF NOT EXISTS posting_booking ON posting (serial);

  CREATE TABLE IF NOT EXISTS payment (
    bank_payment_no TEXT PRIMARY KEY, payment_id TEXT NOT NULL UNIQUE,
    custody_account_no TEXT NOT NULL REFERENCES custody,
    amount_fen INTEGER NOT NULL, expires_at TEXT NOT NULL, description TEXT NOT NULL,
    paid_serial TEXT REFERENCES booking
  ) STRICT;
  CREATE TABLE IF NOT EXISTS release (
    instruction_id TEXT PRIMARY KEY, custody_account_no TEXT NOT NULL,
    payout_account_no TEXT NOT NULL, amount_fen INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('accepted', 'executed', 'rejected'))
  ) STRICT;
  CREATE INDEX IF NOT EXISTS release_open ON release (state) WHERE state = 'accepted';

  -- Where each payment came from: a return goes there and nowhere else.
  CREATE TABLE IF NOT EXISTS payer (
    serial TEXT PRIMARY KEY REFERENCES booking, account_no TEXT NOT NULL,
    amount_fen INTEGER NOT NULL, custody_account_no TEXT NOT NULL REFERENCES custody
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS payment_return (
    return_id TEXT PRIMARY KEY, serial TEXT NOT NULL, amount_fen INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('accepted', 'executed', 'rejected'))
  ) STRICT;
  -- Money goes back once, whatever is asked for.
  CREATE UNIQUE INDEX IF NOT EXISTS returned_once ON payment_return (serial) WHERE state = 'executed';

  CREATE TABLE IF NOT EXISTS refund (
    instruction_id TEXT PRIMARY KEY, custody_account_no TEXT NOT NULL,
    serial TEXT, -- none where the platform names the account
    amount_fen INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('accepted', 'executed', 'rejected'))
  ) STRICT;
  CREATE INDEX IF NOT EXISTS refund_serial ON refund (serial);
  CREATE INDEX IF NOT EXISTS refund_open ON refund (state) WHERE state = 'accepted';

  -- The day whose balances were told last.
  CREATE TABLE IF NOT EXISTS told_day (id INTEGER PRIMARY KEY CHECK (id = 1), day TEXT NOT NULL) STRICT;

  CREATE TABLE IF NOT EXISTS outbox (
    id INTEGER PRIMARY KEY, path TEXT NOT NULL, idempotency_key TEXT NOT NULL, body TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'parked')),
    attempts INTEGER NOT NULL DEFAULT 0, next_attempt_wall_ms INTEGER NOT NULL DEFAULT 0,
    last_outcome TEXT
  ) STRICT;
  CREATE INDEX IF NOT EXISTS outbox_waiting ON outbox (next_attempt_wall_ms) WHERE state = 'waiting';
`;

/** The bank's books: synchronous, so that nothing else happens within a transaction. */
export interface BankDatabase {
  run(sql: string, ...values: SQLInputValue[]): number;
  /** One row, read by a schema. */
  row<S extends z.ZodType>(
    schema: S,
    sql: string,
    ...values: SQLInputValue[]
  ): z.output<S> | undefined;
  rows<S extends z.ZodType>(schema: S, sql: string, ...values: SQLInputValue[]): z.output<S>[];
  /** All of `work`, or nothing of it. Not to be nested. */
  transaction<T>(work: () => T): T;
  close(): void;
}

/** Opens the books in a folder, which is made where it is missing. */
export function openBankDatabase(dataDir: string): BankDatabase {
  mkdirSync(dataDir, { recursive: true });
  const db = new DatabaseSync(join(dataDir, "bank.sqlite"));
  db.exec(SCHEMA);
  const statements = new Map<string, ReturnType<typeof db.prepare>>();
  const prepared = (sql: string) => {
    const statement = statements.get(sql) ?? db.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  return {
    run: (sql, ...values) => Number(prepared(sql).run(...values).changes),
    row: (schema, sql, ...values) => {
      const found = prepared(sql).get(...values);
      return found === undefined ? undefined : schema.parse(found);
    },
    rows: (schema, sql, ...values) =>
      prepared(sql)
        .all(...values)
        .map((found) => schema.parse(found)),
    transaction(work) {
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
    close: () => db.close(),
  };
}
