import { aggregates } from "../../adapters/aggregates.ts";
import { classKind } from "../../adapters/repositories/catalogue-kinds.ts";
import { sessionChange } from "../../adapters/repositories/class-items.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { decideRescheduleSession } from "../../domain/catalogue/reschedule-session.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { orThrow } from "../kit/problem.ts";
import { courseOf, ownTimetable } from "./own-timetable.ts";
import { sessionAnswer } from "./session-answer.ts";
import { type rescheduleLesson as contract, TIMETABLE_DUTIES } from "./session-contracts.ts";
import { sessionLimits } from "./session-limits.ts";

export const rescheduleLesson = (kit: Kit): UseCaseOf<typeof contract> => {
  const { table } = kit;
  const classes = aggregates(table, classKind);
  const limitsOf = sessionLimits(kit);

  return async ({ path, body }, context) => {
    const { classId } = path;
    const own = await ownTimetable(table, context, path, TIMETABLE_DUTIES);
    const limits = await limitsOf(await courseOf(table, own.class), context.now);
    const times = { startsAt: Date.parse(body.startsAt), endsAt: Date.parse(body.endsAt) };
    const decided = orThrow(decideRescheduleSession(own, own.session, times, limits, context.now));
    return commitCommand(
      table,
      context,
      [
        ...classes.change(own.stored, decided.class, decided.event, context),
        sessionChange(classId, decided.session),
      ],
      sessionAnswer(classId, decided.session),
    );
  };
};
