import * as z from "zod";
import { keys } from "../../adapters/table/keys.ts";
import type { Table } from "../../adapters/table/table.ts";
import {
  AlreadyAnswered,
  CommitRefusal,
  findStoredAnswer,
  StaleVersion,
  type StoredAnswer,
} from "../../adapters/unit-of-work.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { Fen } from "../../domain/shared/money.ts";
import type { RequestContext } from "../kit/context.ts";
import { type IdempotencyRecord, sameRequest } from "../kit/idempotency.ts";
import { inParallel } from "../kit/in-parallel.ts";
import { Conflict, problemOf, refusalError, Refused } from "../kit/problem.ts";
import type { LessonOutcome, LessonRef } from "./schemas.ts";

/** The command on one lesson of many: it commits under the context that it is given. */
export type OneLesson = (
  lesson: LessonRef,
  context: RequestContext,
) => Promise<{ readonly amountFen: Fen }>;

const ATTEMPTS = 3;
/** So many families' orders a caller has at most at work; lessons of one order follow each other. */
const AT_ONCE = 8;
const Done = z.object({ amountFen: Fen });

/**
 * Does a command on each of many lessons in a transaction of its own, under a key derived from the caller's: a
 * refused one is named, the others are done. A call that broke off half-way is sent again with the same key;
 * what was done stays done and is answered as done.
 */
export async function eachLesson(
  table: Table,
  context: RequestContext,
  lessons: readonly LessonRef[],
  command: OneLesson,
): Promise<LessonOutcome[]> {
  const byOrder = Map.groupBy(lessons, ({ enrolmentId }) => enrolmentId);
  const outcomes = new Map<LessonRef, LessonOutcome>();
  await inParallel([...byOrder.values()], AT_ONCE, async (ofOrder) => {
    for (const lesson of ofOrder)
      outcomes.set(lesson, await outcomeOf(table, context, lesson, command));
  });
  return lessons.flatMap((lesson) => outcomes.get(lesson) ?? []);
}

/** The record of a part of a call, under a name that only this part has. */
export function derivedRecord(context: RequestContext, part: string): IdempotencyRecord {
  invariant(context.idempotency, `${context.operation} is called with an idempotency key`);
  const { key, requestHash } = context.idempotency;
  return { key: keys.idempotency(`${keys.idOf(key.pk)}.${part}`), requestHash };
}

async function outcomeOf(
  table: Table,
  context: RequestContext,
  lesson: LessonRef,
  command: OneLesson,
): Promise<LessonOutcome> {
  const record = derivedRecord(context, `${lesson.enrolmentId}.${lesson.lessonNumber}`);
  const own = { ...context, idempotency: record, attached: [] };
  const before = (stored: StoredAnswer): LessonOutcome => {
    const { amountFen } = Done.parse(sameRequest(stored, record).answer);
    return { ...lesson, outcome: "done", amountFen };
  };
  try {
    const { amountFen } = await insistently(() => command(lesson, own));
    return { ...lesson, outcome: "done", amountFen };
  } catch (error) {
    if (error instanceof AlreadyAnswered) return before(error.stored);
    if (!(error instanceof Refused || error instanceof Conflict)) throw error;
    // Refused because an earlier try of this same call has done it?
    const stored = await findStoredAnswer(table, record.key);
    if (stored !== undefined) return before(stored);
    const refused = error instanceof Refused ? error : new Refused("resource.changed");
    const { code, detail } = problemOf(refused, context.language, context.correlationId);
    return { ...lesson, problem: { code, detail } };
  }
}

/** Where the head changed meanwhile, it is decided anew, a few times. */
async function insistently<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (error instanceof CommitRefusal) throw refusalError(error);
      if (!(error instanceof StaleVersion)) throw error;
      if (attempt >= ATTEMPTS) throw new Conflict();
    }
  }
}
