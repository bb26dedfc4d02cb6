import { aggregates } from "../../adapters/aggregates.ts";
import { courseKind } from "../../adapters/repositories/catalogue-kinds.ts";
import {
  classIdsOfCourse,
  findClasses,
  sessionsOf,
} from "../../adapters/repositories/class-items.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { notFound } from "../kit/access.ts";
import { cursors } from "../kit/cursor.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { getCourse as contract } from "./contracts.ts";
import { classView, courseView } from "./views.ts";

export const getCourse = ({ table, mac }: Kit): UseCaseOf<typeof contract> => {
  const courses = aggregates(table, courseKind);
  const institutions = aggregates(table, institutionKind);
  const pages = cursors(mac);

  return async ({ path: { courseId }, query }, context) => {
    const course = await courses.find(courseId);
    // A draft is nobody's business but the institution's.
    if (course?.state.status !== "published") throw notFound("course", courseId);
    const filter = { courseId };
    const after = await pages.read(context, filter, query.cursor);
    const [institution, page] = await Promise.all([
      institutions.find(course.state.institutionId),
      classIdsOfCourse(table, courseId, {
        limit: query.limit,
        ...(after === undefined ? {} : { after }),
      }),
    ]);
    invariant(institution, `the course ${courseId} has an institution`);
    const classes = await findClasses(table, page.classIds);
    const views = classes.map(async (aClass) =>
      classView(aClass, await sessionsOf(table, aClass.classId)),
    );
    return {
      ...courseView(course.state, institution.state, context.now),
      classes: await Promise.all(views),
      ...(await pages.write(context, filter, page.next)),
    };
  };
};
