import { aggregates } from "../../adapters/aggregates.ts";
import { courseKind } from "../../adapters/repositories/catalogue-kinds.ts";
import { findClass, sessionsOf } from "../../adapters/repositories/class-items.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import type { Table } from "../../adapters/table/table.ts";
import type { ClassSession, ClassState } from "../../domain/catalogue/class.ts";
import type { CourseState } from "../../domain/catalogue/course.ts";
import type { InstitutionState } from "../../domain/institution/institution.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { notFound } from "../kit/access.ts";

/** A class with all that an order of it is about. */
export interface FoundOffer {
  readonly class: ClassState;
  readonly sessions: readonly ClassSession[];
  readonly course: CourseState;
  readonly institution: InstitutionState;
}

export async function findOffer(table: Table, classId: string): Promise<FoundOffer> {
  const [found, sessions] = await Promise.all([
    findClass(table, classId),
    sessionsOf(table, classId),
  ]);
  if (found === undefined) throw notFound("class", classId);
  const [course, institution] = await Promise.all([
    aggregates(table, courseKind).find(found.courseId),
    aggregates(table, institutionKind).find(found.institutionId),
  ]);
  invariant(course && institution, `the class ${classId} has a course and an institution`);
  return { class: found, sessions, course: course.state, institution: institution.state };
}
