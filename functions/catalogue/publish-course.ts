import { aggregates } from "../../adapters/aggregates.ts";
import { courseKind } from "../../adapters/repositories/catalogue-kinds.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { decidePublishCourse } from "../../domain/catalogue/publish-course.ts";
import { sellableFactsOf } from "../../domain/institution/sellable-facts.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { notFound, requireInstitution } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { orThrow } from "../kit/problem.ts";
import type { publishCourse as contract } from "./contracts.ts";

export const publishCourse = ({ table }: Kit): UseCaseOf<typeof contract> => {
  const institutions = aggregates(table, institutionKind);
  const courses = aggregates(table, courseKind);

  return async ({ path: { courseId } }, context) => {
    const found = await courses.find(courseId);
    if (found === undefined) throw notFound("course", courseId);
    const { institutionId } = found.state;
    requireInstitution(context, institutionId, { kind: "course", id: courseId }, [
      "owner",
      "service",
    ]);
    const institution = await institutions.find(institutionId);
    invariant(institution, `the course ${courseId} has an institution`);

    const facts = sellableFactsOf(institution.state);
    const { course, event } = orThrow(decidePublishCourse(found.state, facts, context.now));
    return commitCommand(table, context, courses.change(found, course, event, context), {
      courseId,
      status: course.status,
    });
  };
};
