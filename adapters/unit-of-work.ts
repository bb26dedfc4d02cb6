import * as z from "zod";
import type { RefusalFacts } from "../domain/shared/result.ts";
import type { EpochMs } from "../domain/shared/time.ts";
import { CommitRefused, type Key, type Table, type Write } from "./table/table.ts";

/** A write, and what the caller is told when its condition fails. Without a refusal it is a conflict. */
export interface Change {
  readonly write: Write;
  readonly refusal?: { readonly code: string; readonly facts: RefusalFacts };
}

/** What the unit of work has to know of a call. */
export interface CommitContext {
  readonly actor: string;
  readonly correlationId: string;
  readonly causationId?: string;
  readonly now: EpochMs;
  readonly successStatus: number;
  readonly idempotency?: { readonly key: Key; readonly requestHash: string };
  /** Written with every commit of this call: the nonce of a signed request. */
  readonly attached: readonly Change[];
}

/** The answer of a command: ids, states and amounts; never personal data, since it is kept for ever. */
export type Answer = Readonly<Record<string, unknown>>;

/** What is kept of a command that carried an idempotency key. */
export interface StoredAnswer {
  readonly requestHash: string;
  readonly status: number;
  readonly answer: Answer;
}

/** This command was committed before, or just now by a parallel call: its stored answer is the answer. */
export class AlreadyAnswered extends Error {
  override readonly name = "AlreadyAnswered";
  readonly stored: StoredAnswer;
  constructor(stored: StoredAnswer) {
    super("the command was answered before");
    this.stored = stored;
  }
}

/** A condition of the commit failed for a reason that the use case named beforehand. */
export class CommitRefusal extends Error {
  override readonly name = "CommitRefusal";
  readonly code: string;
  readonly facts: RefusalFacts;
  /** The changes whose conditions failed. */
  readonly failed: readonly Change[];
  constructor(code: string, facts: RefusalFacts, failed: readonly Change[] = []) {
    super(code);
    this.code = code;
    this.facts = facts;
    this.failed = failed;
  }
}

/** A head changed between reading and committing. */
export class StaleVersion extends Error {
  override readonly name = "StaleVersion";
  /** The changes whose conditions failed; none where it was seen while reading. */
  readonly failed: readonly Change[];
  constructor(message: string, failed: readonly Change[] = []) {
    super(message);
    this.failed = failed;
  }
}

const STORED_ANSWER = "stored-answer";
const StoredBody: z.ZodType<Answer> = z.record(z.string(), z.unknown());

export async function findStoredAnswer(table: Table, key: Key): Promise<StoredAnswer | undefined> {
  const item = await table.get(key);
  return item === undefined ? undefined : storedAnswerOf(item);
}

function storedAnswerOf(item: Readonly<Record<string, unknown>>): StoredAnswer {
  const { requestHash, status, answer } = item;
  if (typeof requestHash !== "string" || typeof status !== "number" || typeof answer !== "string")
    throw new Error("an idempotency record is malformed");
  return { requestHash, status, answer: StoredBody.parse(JSON.parse(answer)) };
}

/**
 * Commits everything that a command changes in one transaction: heads, entries, guards, the
 * idempotency record and the nonce. Either all of it is there afterwards, or none. A command that
 * finds everything as it asks for has nothing to write.
 * @returns the answer, for the use case to return as it is
 * @throws AlreadyAnswered, CommitRefusal, StaleVersion, StoreUnavailable
 */
export async function commitCommand<A extends Answer>(
  table: Table,
  context: CommitContext,
  changes: readonly Change[],
  answer: A,
): Promise<A> {
  const record = context.idempotency;
  const all: Change[] = [
    ...(record === undefined ? [] : [{ write: answerWrite(record, context, answer) }]),
    ...context.attached,
    ...changes,
  ];
  if (all.length === 0) return answer;
  try {
    await table.commit(all.map((change) => change.write));
    return answer;
  } catch (error) {
    if (!(error instanceof CommitRefused)) throw error;
    const first = error.failed[0];
    if (record !== undefined && first?.index === 0) {
      const stored = first.found ?? (await table.get(record.key));
      if (stored !== undefined) throw new AlreadyAnswered(storedAnswerOf(stored));
    }
    const failed = error.failed.flatMap(({ index }) => all[index] ?? []);
    const named = failed.find((change) => change.refusal !== undefined)?.refusal;
    if (named !== undefined) throw new CommitRefusal(named.code, named.facts, failed);
    throw new StaleVersion("a condition of the commit failed", failed);
  }
}

function answerWrite(
  record: { readonly key: Key; readonly requestHash: string },
  context: CommitContext,
  answer: Answer,
): Write {
  return {
    kind: "put",
    item: {
      ...record.key,
      type: STORED_ANSWER,
      requestHash: record.requestHash,
      status: context.successStatus,
      answer: JSON.stringify(answer),
      at: context.now,
    },
    condition: { kind: "absent" },
  };
}
