import { aggregates } from "../../adapters/aggregates.ts";
import { classKind } from "../../adapters/repositories/catalogue-kinds.ts";
import { findSession, sessionChange } from "../../adapters/repositories/class-items.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import {
  decideChangeTeacher,
  decideSubstituteTeacher,
} from "../../domain/catalogue/change-teacher.ts";
import { notFound } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { orThrow } from "../kit/problem.ts";
import { findTeacher } from "./find-teacher.ts";
import { ownStoredClass } from "./own-class.ts";
import { type changeTeacher as contract, TEACHER_DUTIES } from "./session-contracts.ts";

export const changeTeacher = (kit: Kit): UseCaseOf<typeof contract> => {
  const { table } = kit;
  const classes = aggregates(table, classKind);

  return async ({ path: { classId }, body: { teacher, sessionNumber } }, context) => {
    const stored = await ownStoredClass(table, context, classId, TEACHER_DUTIES);
    const teacherId = await findTeacher(kit, teacher, stored.state.institutionId);
    if (sessionNumber === undefined) {
      const decided = orThrow(decideChangeTeacher(stored.state, teacherId, context.now));
      const changes = classes.change(stored, decided.class, decided.event, context);
      return commitCommand(table, context, changes, { classId, teacherId });
    }
    const session = await findSession(table, classId, sessionNumber);
    if (session === undefined) throw notFound("session", String(sessionNumber));
    const decided = orThrow(decideSubstituteTeacher(stored.state, session, teacherId, context.now));
    return commitCommand(
      table,
      context,
      [
        ...classes.change(stored, decided.class, decided.event, context),
        sessionChange(classId, decided.session),
      ],
      { classId, teacherId, sessionNumber },
    );
  };
};
