import { readAhead } from "../../adapters/table/read-ahead.ts";
import type { Key, Table } from "../../adapters/table/table.ts";
import {
  AlreadyAnswered,
  type Change,
  commitCommand,
  CommitRefusal,
  StaleVersion,
} from "../../adapters/unit-of-work.ts";
import type { EnrolmentId } from "../../domain/shared/ids.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { RequestContext } from "../kit/context.ts";
import { sameRequest } from "../kit/idempotency.ts";
import { type ErrorCode, isErrorCode } from "../kit/problem-table.ts";
import { problemOf, Refused } from "../kit/problem.ts";
import { derivedRecord } from "./each-lesson.ts";
import { BatchAnswer, type EnrolmentOutcome } from "./schemas.ts";

/** The command on each enrolment of a batch. */
export interface CommandOnEach {
  /** At most so many writes for one enrolment: how many enrolments a transaction takes follows from it. */
  readonly writesEach: number;
  /** Written once with each transaction that changes anything. */
  readonly alongside?: readonly Change[];
  /** What is read of an enrolment; read for all of them together. */
  readonly reads: (enrolmentId: EnrolmentId) => readonly Key[];
  /** What changes. @throws Refused, StaleVersion */
  readonly decide: (enrolmentId: EnrolmentId, table: Table) => Promise<readonly Change[]>;
}

/** What a transaction of the store takes. */
const MOST_WRITES = 100;
const ATTEMPTS = 3;

/**
 * Does a command on many enrolments in as few transactions as it fits into, mostly one. A refused enrolment
 * is named, and the others are done without it. Each of several parts keeps its outcome under a key derived
 * from the caller's: a call that broke off half-way is sent again with the same key, and what was done stays
 * done and is answered as done.
 */
export async function eachEnrolment(
  table: Table,
  context: RequestContext,
  enrolmentIds: readonly EnrolmentId[],
  command: CommandOnEach,
): Promise<BatchAnswer> {
  const shared = command.alongside?.length ?? 0;
  const room = MOST_WRITES - 1 - context.attached.length - shared;
  const parts = inParts(enrolmentIds, Math.floor(room / command.writesEach));
  if (parts.length <= 1) return together(table, context, enrolmentIds, command);
  const settled = await Promise.allSettled(
    parts.map((part, index) => partOnce(table, context, { part, number: index + 1 }, command)),
  );
  const results = settled.flatMap((one) => {
    if (one.status === "rejected") throw one.reason;
    return one.value.results;
  });
  return commitCommand(table, context, [], { results });
}

/** Parts of about the same size, none larger than `most`: the same enrolments make the same parts again. */
function inParts<T>(all: readonly T[], most: number): T[][] {
  const size = Math.ceil(all.length / Math.ceil(all.length / most));
  const parts: T[][] = [];
  for (let from = 0; from < all.length; from += size) parts.push(all.slice(from, from + size));
  return parts;
}

async function partOnce(
  table: Table,
  context: RequestContext,
  { part, number }: { readonly part: readonly EnrolmentId[]; readonly number: number },
  command: CommandOnEach,
): Promise<BatchAnswer> {
  const idempotency = derivedRecord(context, `part-${number}`);
  try {
    return await together(table, { ...context, idempotency, attached: [] }, part, command);
  } catch (error) {
    if (!(error instanceof AlreadyAnswered)) throw error;
    return BatchAnswer.parse(sameRequest(error.stored, idempotency).answer);
  }
}

/** What a command says of one enrolment: changes to commit, a refusal, or that its head is moving. */
type Said =
  | { readonly kind: "changes"; readonly changes: readonly Change[] }
  | { readonly kind: "refused"; readonly refused: Refused }
  | { readonly kind: "moving" };

/**
 * Decides on all and commits all in one transaction. Where a head moved meanwhile, everything is read and
 * decided anew, a few times; then those that still move are named, and the rest goes without them.
 */
async function together(
  table: Table,
  context: RequestContext,
  enrolmentIds: readonly EnrolmentId[],
  command: CommandOnEach,
): Promise<BatchAnswer> {
  const givenUp = new Map<EnrolmentId, Refused>();
  for (let attempt = 1; ; attempt += 1) {
    const said = await sayOfEach(table, enrolmentIds, givenUp, command);
    const isLast = attempt >= ATTEMPTS;
    const moving = [...said].filter(([, { kind }]) => kind === "moving").map(([id]) => id);
    if (moving.length > 0) {
      if (isLast) for (const id of moving) givenUp.set(id, new Refused("resource.changed"));
      continue;
    }
    const own = [...said.values()].flatMap((one) => (one.kind === "changes" ? one.changes : []));
    const changes = own.length === 0 ? own : [...own, ...(command.alongside ?? [])];
    try {
      const results = [...said].map(([id, one]) => outcomeOf(id, one, context));
      return await commitCommand(table, context, changes, { results });
    } catch (error) {
      if (!(error instanceof StaleVersion || error instanceof CommitRefusal)) throw error;
      const failed = new Set(error.failed);
      const fails = [...said].filter(
        ([, one]) => one.kind === "changes" && one.changes.some((change) => failed.has(change)),
      );
      // What failed belongs to the call, not to an enrolment: the caller is told so.
      if (fails.length === 0) throw error;
      if (isLast || error instanceof CommitRefusal)
        for (const [id] of fails) givenUp.set(id, refusedBy(error));
    }
  }
}

async function sayOfEach(
  table: Table,
  enrolmentIds: readonly EnrolmentId[],
  givenUp: ReadonlyMap<EnrolmentId, Refused>,
  command: CommandOnEach,
): Promise<ReadonlyMap<EnrolmentId, Said>> {
  const asked = enrolmentIds.filter((id) => !givenUp.has(id));
  const read = await readAhead(table, asked.flatMap(command.reads));
  const said = enrolmentIds.map(async (id): Promise<readonly [EnrolmentId, Said]> => {
    const refused = givenUp.get(id);
    return [id, refused === undefined ? await sayOf(read, id, command) : refusal(refused)];
  });
  return new Map(await Promise.all(said));
}

const refusal = (refused: Refused): Said => ({ kind: "refused", refused });

async function sayOf(table: Table, id: EnrolmentId, command: CommandOnEach): Promise<Said> {
  try {
    const changes = await command.decide(id, table);
    invariant(changes.length <= command.writesEach, `${id} takes ${changes.length} writes`);
    return { kind: "changes", changes };
  } catch (error) {
    if (error instanceof StaleVersion) return { kind: "moving" };
    if (error instanceof Refused) return refusal(error);
    throw error;
  }
}

function refusedBy(error: StaleVersion | CommitRefusal): Refused {
  if (error instanceof StaleVersion) return new Refused("resource.changed");
  const code: ErrorCode | undefined = isErrorCode(error.code) ? error.code : undefined;
  invariant(code, `refusal ${error.code} has no text`);
  return new Refused(code, error.facts);
}

function outcomeOf(
  enrolmentId: EnrolmentId,
  said: Said,
  context: RequestContext,
): EnrolmentOutcome {
  if (said.kind !== "refused") return { enrolmentId, outcome: "done" };
  const { code, detail } = problemOf(said.refused, context.language, context.correlationId);
  return { enrolmentId, problem: { code, detail } };
}
