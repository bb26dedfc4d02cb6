import { aggregates } from "../../adapters/aggregates.ts";
import { presentAt } from "../../adapters/repositories/attendance-items.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { findLesson, lessonChange } from "../../adapters/repositories/lesson-items.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { scheduledLesson } from "../../domain/lesson/lesson.ts";
import { decideRequestConfirmation } from "../../domain/lesson/request-confirmation.ts";
import { notFound } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { orThrow, Refused } from "../kit/problem.ts";
import type { requestConfirmation as contract } from "./contracts.ts";
import { eachEnrolment } from "./each-enrolment.ts";
import { ownSession } from "./own-session.ts";
import { MOST_ENROLMENTS } from "./schemas.ts";

export const requestConfirmation = ({ table }: Kit): UseCaseOf<typeof contract> => {
  const enrolments = aggregates(table, enrolmentKind);

  return async ({ path, body }, context) => {
    const { classId, sessionNumber } = path;
    await ownSession(table, context, path);
    const asked = body.enrolmentIds ?? (await presentAt(table, classId, sessionNumber));
    if (asked.length > MOST_ENROLMENTS)
      throw new Refused("lesson.too-many-at-once", {
        sessionNumber,
        pupilCount: asked.length,
        limit: MOST_ENROLMENTS,
      });

    return eachEnrolment(table, context, asked, async (enrolmentId, own) => {
      const found = await enrolments.find(enrolmentId);
      if (found?.state.classId !== classId) throw notFound("enrolment", enrolmentId);
      const stored = await findLesson(table, found, sessionNumber);
      const lesson = stored ?? scheduledLesson(found.state, sessionNumber);
      const decided = orThrow(decideRequestConfirmation(found.state, lesson, own.now));
      await commitCommand(
        table,
        own,
        [
          ...enrolments.change(found, decided.enrolment, decided.event, own),
          lessonChange(found, stored, decided.lesson),
        ],
        { enrolmentId, outcome: "done" },
      );
    });
  };
};
