import { aggregates, type Stored } from "../../adapters/aggregates.ts";
import { pupilsOfClass } from "../../adapters/repositories/class-pupils.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import type { Table } from "../../adapters/table/table.ts";
import { AlreadyAnswered, type Change, commitCommand } from "../../adapters/unit-of-work.ts";
import type { EnrolmentState } from "../../domain/enrolment/enrolment.ts";
import { enrolmentTransitions } from "../../domain/enrolment/transitions.ts";
import { nextState } from "../../domain/shared/lifecycle.ts";
import type { RequestContext } from "../kit/context.ts";
import { inParallel } from "../kit/in-parallel.ts";
import { derivedRecord } from "../lesson/each-lesson.ts";

/** So many pupils are read at once, and so many families told at a time. */
const PUPILS_A_PAGE = 50;
const AT_ONCE = 8;

/** The orders of a class, page by page. */
export async function enrolmentIdsOfClass(table: Table, classId: string): Promise<string[]> {
  const enrolmentIds: string[] = [];
  let behind: string | undefined;
  do {
    const page = { limit: PUPILS_A_PAGE, ...(behind === undefined ? {} : { behind }) };
    const { pupils, isLast } = await pupilsOfClass(table, classId, page);
    enrolmentIds.push(...pupils.flatMap((pupil) => pupil.enrolmentIds));
    behind = isLast ? undefined : pupils.at(-1)?.studentId;
  } while (behind !== undefined);
  return enrolmentIds;
}

/**
 * Tells each family of these orders, unless its order has ended. Each is told in a transaction of its own, with
 * a record of its own: a delivery that broke off half-way comes again, and nobody is told twice.
 * @param changesFor what telling a family writes; nothing where there is nothing to tell it
 */
export async function tellFamilies(
  table: Table,
  context: RequestContext,
  enrolmentIds: readonly string[],
  changesFor: (enrolment: Stored<EnrolmentState>) => Promise<readonly Change[]> | readonly Change[],
): Promise<void> {
  const enrolments = aggregates(table, enrolmentKind);
  await inParallel(enrolmentIds, AT_ONCE, async (enrolmentId) => {
    const enrolment = await enrolments.find(enrolmentId);
    if (enrolment === undefined || hasEnded(enrolment.state)) return;
    const changes = await changesFor(enrolment);
    if (changes.length === 0) return;
    const own = { ...context, idempotency: derivedRecord(context, enrolmentId) };
    try {
      await commitCommand(table, own, changes, { enrolmentId });
    } catch (error) {
      if (!(error instanceof AlreadyAnswered)) throw error;
    }
  });
}

const hasEnded = ({ status }: EnrolmentState): boolean =>
  nextState(enrolmentTransitions, status, "terminate") === undefined;
