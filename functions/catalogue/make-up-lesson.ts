import { aggregates } from "../../adapters/aggregates.ts";
import { missingFrom } from "../../adapters/repositories/attendance-items.ts";
import { classKind } from "../../adapters/repositories/catalogue-kinds.ts";
import { newSessionChange } from "../../adapters/repositories/class-items.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { decideMakeUpSession } from "../../domain/catalogue/make-up-session.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { orThrow } from "../kit/problem.ts";
import { courseOf, ownTimetable } from "./own-timetable.ts";
import { sessionAnswer } from "./session-answer.ts";
import { type makeUpLesson as contract, TIMETABLE_DUTIES } from "./session-contracts.ts";
import { sessionLimits } from "./session-limits.ts";

export const makeUpLesson = (kit: Kit): UseCaseOf<typeof contract> => {
  const { table } = kit;
  const classes = aggregates(table, classKind);
  const limitsOf = sessionLimits(kit);

  return async ({ path, body }, context) => {
    const { classId, sessionNumber } = path;
    const own = await ownTimetable(table, context, path, TIMETABLE_DUTIES);
    const [course, missing] = await Promise.all([
      courseOf(table, own.class),
      missingFrom(table, classId, sessionNumber),
    ]);
    const limits = await limitsOf(course, context.now);
    const asked = {
      startsAt: Date.parse(body.startsAt),
      endsAt: Date.parse(body.endsAt),
      missingCount: missing.length,
    };
    const decided = orThrow(decideMakeUpSession(own, own.session, asked, limits, context.now));
    return commitCommand(
      table,
      context,
      [
        ...classes.change(own.stored, decided.class, decided.event, context),
        newSessionChange(classId, decided.session),
      ],
      sessionAnswer(classId, decided.session),
    );
  };
};
