import { keys } from "../../adapters/table/keys.ts";
import type { Table } from "../../adapters/table/table.ts";
import {
  AlreadyAnswered,
  commitCommand,
  CommitRefusal,
  findStoredAnswer,
  StaleVersion,
} from "../../adapters/unit-of-work.ts";
import type { EnrolmentId } from "../../domain/shared/ids.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { RequestContext } from "../kit/context.ts";
import { type IdempotencyRecord, sameRequest } from "../kit/idempotency.ts";
import { Conflict, problemOf, refusalError, Refused } from "../kit/problem.ts";
import type { EnrolmentOutcome } from "./schemas.ts";

/** The command on one enrolment of a batch: it commits under the context that it is given. */
export type OneEnrolment = (enrolmentId: EnrolmentId, context: RequestContext) => Promise<void>;

const ATTEMPTS = 3;

/**
 * Does a command on each enrolment in a transaction of its own, under a key derived from the caller's:
 * a refused one is named, the others are done. A call that broke off half-way is sent again with the same
 * key; what was done stays done and is answered as done. The answer of the whole is kept at the end.
 */
export async function eachEnrolment(
  table: Table,
  context: RequestContext,
  enrolmentIds: readonly EnrolmentId[],
  command: OneEnrolment,
): Promise<{ results: EnrolmentOutcome[] }> {
  const settled = await Promise.allSettled(
    enrolmentIds.map((id) => outcomeOf(table, context, id, command)),
  );
  const results = settled.map((one) => {
    if (one.status === "rejected") throw one.reason;
    return one.value;
  });
  return commitCommand(table, context, [], { results });
}

async function outcomeOf(
  table: Table,
  context: RequestContext,
  enrolmentId: EnrolmentId,
  command: OneEnrolment,
): Promise<EnrolmentOutcome> {
  const idempotency = derivedRecord(context, enrolmentId);
  try {
    await committed(() => command(enrolmentId, { ...context, idempotency }), idempotency);
    return { enrolmentId, outcome: "done" };
  } catch (error) {
    if (!(error instanceof Refused || error instanceof Conflict)) throw error;
    // Refused because an earlier try of this same call has done it?
    const stored = await findStoredAnswer(table, idempotency.key);
    if (stored !== undefined) {
      sameRequest(stored, idempotency);
      return { enrolmentId, outcome: "done" };
    }
    const refused = error instanceof Refused ? error : new Refused("resource.changed");
    const { code, detail } = problemOf(refused, context.language, context.correlationId);
    return { enrolmentId, problem: { code, detail } };
  }
}

function derivedRecord(context: RequestContext, enrolmentId: EnrolmentId): IdempotencyRecord {
  invariant(context.idempotency, `${context.operation} is called with an idempotency key`);
  const { key, requestHash } = context.idempotency;
  return { key: keys.idempotency(`${keys.idOf(key.pk)}.${enrolmentId}`), requestHash };
}

/** Runs one command; where its head changed meanwhile, it decides anew, a few times. */
async function committed(run: () => Promise<void>, record: IdempotencyRecord): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await run();
      return;
    } catch (error) {
      if (error instanceof AlreadyAnswered) {
        sameRequest(error.stored, record);
        return;
      }
      if (error instanceof CommitRefusal) throw refusalError(error);
      if (!(error instanceof StaleVersion)) throw error;
      if (attempt >= ATTEMPTS) throw new Conflict();
    }
  }
}
