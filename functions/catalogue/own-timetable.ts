import { aggregates, type Stored } from "../../adapters/aggregates.ts";
import { type ClassHead, courseKind } from "../../adapters/repositories/catalogue-kinds.ts";
import { sessionsOf } from "../../adapters/repositories/class-items.ts";
import type { Table } from "../../adapters/table/table.ts";
import type { ClassSession } from "../../domain/catalogue/class.ts";
import type { CourseState } from "../../domain/catalogue/course.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { notFound } from "../kit/access.ts";
import type { RequestContext } from "../kit/context.ts";
import type { InstitutionDuty } from "../kit/contract.ts";
import { Refused } from "../kit/problem.ts";
import { ownStoredClass } from "./own-class.ts";

/** A class of the caller's own institution with its sessions; the head's version guards them all. */
export interface OwnTimetable {
  readonly stored: Stored<ClassHead>;
  readonly class: ClassHead;
  readonly sessions: readonly ClassSession[];
  /** The session asked for. */
  readonly session: ClassSession;
}

export async function ownTimetable(
  table: Table,
  context: RequestContext,
  { classId, sessionNumber }: { readonly classId: string; readonly sessionNumber: number },
  duties: readonly InstitutionDuty[],
): Promise<OwnTimetable> {
  const stored = await ownStoredClass(table, context, classId, duties);
  if (stored.state.status === "cancelled")
    throw new Refused("catalogue.class-cancelled", { classId });
  const sessions = await sessionsOf(table, classId);
  const session = sessions.find(({ number }) => number === sessionNumber);
  if (session === undefined) throw notFound("session", String(sessionNumber));
  return { stored, class: stored.state, sessions, session };
}

/** The course of a class: what is taught decides at which times it may be. */
export async function courseOf(table: Table, { courseId }: ClassHead): Promise<CourseState> {
  const course = await aggregates(table, courseKind).find(courseId);
  invariant(course, `the course ${courseId} has classes`);
  return course.state;
}
