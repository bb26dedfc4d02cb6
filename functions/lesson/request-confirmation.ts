import { aggregates } from "../../adapters/aggregates.ts";
import { noticeChanges } from "../../adapters/notices/record-notice.ts";
import { presentAt } from "../../adapters/repositories/attendance-items.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { findLesson, lessonChange } from "../../adapters/repositories/lesson-items.ts";
import { keys } from "../../adapters/table/keys.ts";
import { lessonOfSession } from "../../domain/catalogue/session.ts";
import { guardianOf } from "../../domain/enrolment/enrolment.ts";
import { scheduledLesson } from "../../domain/lesson/lesson.ts";
import { decideRequestConfirmation } from "../../domain/lesson/request-confirmation.ts";
import { notFound } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { orThrow, Refused } from "../kit/problem.ts";
import type { requestConfirmation as contract } from "./contracts.ts";
import { confirmationClock } from "./confirmation-clock.ts";
import { eachEnrolment } from "./each-enrolment.ts";
import { ownSession } from "./own-session.ts";
import { MOST_ENROLMENTS } from "./schemas.ts";

/**
 * Asks, and in the same transaction tells the guardian and starts the time after which silence counts:
 * nobody's time runs who was not told.
 */
export const requestConfirmation = (kit: Kit): UseCaseOf<typeof contract> => {
  const { table } = kit;
  const clockOf = confirmationClock(kit);

  return async ({ path, body }, context) => {
    const { classId, sessionNumber } = path;
    const lessonNumber = lessonOfSession(await ownSession(table, context, path));
    const asked = body.enrolmentIds ?? (await presentAt(table, classId, sessionNumber));
    if (asked.length > MOST_ENROLMENTS)
      throw new Refused("lesson.too-many-at-once", {
        sessionNumber,
        pupilCount: asked.length,
        limit: MOST_ENROLMENTS,
      });

    return eachEnrolment(table, context, asked, {
      writesEach: 5,
      reads: (id) => [keys.enrolment(id), keys.lesson(id, lessonNumber)],
      decide: async (enrolmentId, read) => {
        const enrolments = aggregates(read, enrolmentKind);
        const found = await enrolments.find(enrolmentId);
        if (found?.state.classId !== classId) throw notFound("enrolment", enrolmentId);
        const stored = await findLesson(read, found, lessonNumber);
        const lesson = stored ?? scheduledLesson(found.state, lessonNumber);
        const deadline = await clockOf(found.state, context.now);
        const decided = orThrow(decideRequestConfirmation(found.state, lesson, deadline));
        return [
          ...enrolments.change(found, decided.enrolment, decided.event, context),
          lessonChange(found, stored, decided.lesson),
          ...noticeChanges(context, {
            recipient: { kind: "member", memberId: guardianOf(found.state) },
            template: "confirmation-requested",
            facts: { amountFen: lesson.amountFen, dueOn: deadline.lastDay },
            about: { enrolmentId, lessonNumber },
          }),
        ];
      },
    });
  };
};
