import { aggregates } from "../../adapters/aggregates.ts";
import { courseKind } from "../../adapters/repositories/catalogue-kinds.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { decideCreateCourse } from "../../domain/catalogue/create-course.ts";
import { CourseId } from "../../domain/shared/ids.ts";
import { notFound, requireInstitution } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { createCourse as contract } from "./contracts.ts";
import { withinLimits } from "./note-attempt.ts";
import { saleLimits } from "./sale-limits.ts";

export const createCourse = ({ table, units, rules }: Kit): UseCaseOf<typeof contract> => {
  const institutions = aggregates(table, institutionKind);
  const courses = aggregates(table, courseKind);
  const orNoted = withinLimits(table);

  return async ({ path: { institutionId }, body }, context) => {
    const thing = { kind: "institution", id: institutionId } as const;
    requireInstitution(context, institutionId, thing, ["owner", "service"]);
    const institution = await institutions.find(institutionId);
    if (institution === undefined) throw notFound("institution", institutionId);

    const { countyUnitId } = institution.state;
    const limits = await saleLimits({ units, rules }, { ...body, countyUnitId }, context.now);
    const courseId = CourseId.parse(context.newId("crs"));
    const command = { ...body, courseId, institutionId, countyUnitId };
    const decided = decideCreateCourse(command, limits, context.now);
    const offerer = { institutionId, countyUnitId };
    const { course, event } = await orNoted(offerer, decided, context);
    return commitCommand(table, context, courses.create(course, event, context), {
      courseId,
      status: course.status,
      rulePackVersion: course.rulePackVersion,
    });
  };
};
