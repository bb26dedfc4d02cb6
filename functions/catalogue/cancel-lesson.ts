import { aggregates } from "../../adapters/aggregates.ts";
import { classKind } from "../../adapters/repositories/catalogue-kinds.ts";
import { sessionChange } from "../../adapters/repositories/class-items.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { decideCancelSession } from "../../domain/catalogue/cancel-session.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { orThrow } from "../kit/problem.ts";
import { ownTimetable } from "./own-timetable.ts";
import { sessionAnswer } from "./session-answer.ts";
import { type cancelLesson as contract, TIMETABLE_DUTIES } from "./session-contracts.ts";

export const cancelLesson = ({ table }: Kit): UseCaseOf<typeof contract> => {
  const classes = aggregates(table, classKind);

  return async ({ path }, context) => {
    const { classId } = path;
    const own = await ownTimetable(table, context, path, TIMETABLE_DUTIES);
    const decided = orThrow(decideCancelSession(own, own.session, context.now));
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
