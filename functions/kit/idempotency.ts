import { findStoredAnswer, type StoredAnswer } from "../../adapters/unit-of-work.ts";
import { keys } from "../../adapters/table/keys.ts";
import type { Table } from "../../adapters/table/table.ts";
import type { Mac } from "./cursor.ts";
import type { UseCaseContract } from "./contract.ts";
import { Refused } from "./problem.ts";

const VISIBLE_ASCII = /^[\x21-\x7e]{8,200}$/;

export interface IdempotencyRecord {
  readonly key: ReturnType<typeof keys.idempotency>;
  readonly requestHash: string;
}

/**
 * The record of a command that carries a key: found by HMAC(principal, operation, key), holding the HMAC
 * of what was asked. Kept for ever, since a store's own token lasts minutes and money lasts years.
 * @returns undefined for a command without a key that needs none
 */
export async function idempotencyRecord(
  mac: Mac,
  contract: UseCaseContract,
  actor: string,
  header: string | undefined,
  input: unknown,
): Promise<IdempotencyRecord | undefined> {
  if (contract.method === "GET" || contract.answersSecret === true) return undefined;
  if (header === undefined) {
    if (contract.idempotent === true) throw new Refused("idempotency.key-required");
    return undefined;
  }
  if (!VISIBLE_ASCII.test(header)) throw new Refused("idempotency.key-invalid");
  const [id, requestHash] = await Promise.all([
    mac.hmac("idempotency", JSON.stringify([actor, contract.id, header])),
    mac.hmac("request", canonical(input)),
  ]);
  return { key: keys.idempotency(id), requestHash };
}

/** The first answer to this key, where there is one. @throws Refused when it answered another request */
export async function replayOf(
  table: Table,
  record: IdempotencyRecord,
): Promise<StoredAnswer | undefined> {
  const stored = await findStoredAnswer(table, record.key);
  return stored === undefined ? undefined : sameRequest(stored, record);
}

export function sameRequest(stored: StoredAnswer, record: IdempotencyRecord): StoredAnswer {
  if (stored.requestHash !== record.requestHash) throw new Refused("idempotency.key-reused");
  return stored;
}

/** JSON with sorted names: the same request in another order is the same request. */
export const canonical = (value: unknown): string => JSON.stringify(inOrder(value));

function inOrder(value: unknown): unknown {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map(inOrder);
  const parts = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(parts.map(([name, part]) => [name, inOrder(part)]));
}
