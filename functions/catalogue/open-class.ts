import { aggregates } from "../../adapters/aggregates.ts";
import { ClassHead, classKind, courseKind } from "../../adapters/repositories/catalogue-kinds.ts";
import { newClassChanges } from "../../adapters/repositories/class-items.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { decideOpenClass } from "../../domain/catalogue/open-class.ts";
import { ClassId } from "../../domain/shared/ids.ts";
import { toRfc3339 } from "../../domain/shared/time.ts";
import { notFound, requireInstitution } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { openClass as contract } from "./contracts.ts";
import { findTeacher } from "./find-teacher.ts";
import { withinLimits } from "./note-attempt.ts";
import { sessionLimits } from "./session-limits.ts";

export const openClass = (kit: Kit): UseCaseOf<typeof contract> => {
  const { table } = kit;
  const limitsOf = sessionLimits(kit);
  const courses = aggregates(table, courseKind);
  const classes = aggregates(table, classKind);
  const orNoted = withinLimits(table);

  return async ({ path: { courseId }, body }, context) => {
    const course = await courses.find(courseId);
    if (course === undefined) throw notFound("course", courseId);
    const thing = { kind: "course", id: courseId } as const;
    requireInstitution(context, course.state.institutionId, thing, ["owner", "service"]);

    const limits = await limitsOf(course.state, context.now);
    const { institutionId, countyUnitId } = course.state;
    const teacherId = body.teacher && (await findTeacher(kit, body.teacher, institutionId));
    const command = {
      classId: ClassId.parse(context.newId("cls")),
      capacity: body.capacity,
      teacherId,
      sessions: body.sessions.map(({ startsAt, endsAt }, index) => ({
        number: index + 1,
        startsAt: Date.parse(startsAt),
        endsAt: Date.parse(endsAt),
      })),
    };
    const decided = await orNoted(
      { institutionId, countyUnitId, courseId: course.state.courseId },
      decideOpenClass(course.state, command, limits, context.now),
      context,
    );
    const { classId, capacity, sessionCount, startsAt, endsAt } = decided.class;
    return commitCommand(
      table,
      context,
      [
        ...classes.create(ClassHead.parse(decided.class), decided.event, context),
        ...newClassChanges(decided.class, decided.sessions),
      ],
      {
        classId,
        courseId,
        capacity,
        sessionCount,
        startsAt: toRfc3339(startsAt),
        endsAt: toRfc3339(endsAt),
      },
    );
  };
};
