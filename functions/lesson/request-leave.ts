import { aggregates } from "../../adapters/aggregates.ts";
import { noticeChanges } from "../../adapters/notices/record-notice.ts";
import { attendanceChange } from "../../adapters/repositories/attendance-items.ts";
import { sessionsOf } from "../../adapters/repositories/class-items.ts";
import { findContractTerms } from "../../adapters/repositories/enrolment-items.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { lessonChange } from "../../adapters/repositories/lesson-items.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { isAbsenceCounted, NOTHING_AGREED } from "../../domain/enrolment/absence.ts";
import { sessionOfLesson } from "../../domain/lesson/lesson-session.ts";
import { decideRequestLeave } from "../../domain/lesson/request-leave.ts";
import { toRfc3339 } from "../../domain/shared/time.ts";
import { notFound } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { orThrow } from "../kit/problem.ts";
import type { requestLeave as contract } from "./contracts.ts";
import { ownLesson } from "./own-lesson.ts";

/** Notes the leave on the lesson and in the register of its session, and tells the institution. */
export const requestLeave = ({ table }: Kit): UseCaseOf<typeof contract> => {
  const enrolments = aggregates(table, enrolmentKind);

  return async ({ path }, context) => {
    const { enrolmentId, lessonNumber } = path;
    const { enrolment, stored } = await ownLesson(table, context, path);
    const { classId, institutionId } = enrolment.state;
    const [sessions, terms] = await Promise.all([
      sessionsOf(table, classId),
      findContractTerms(table, enrolmentId),
    ]);
    const session = sessionOfLesson(sessions, lessonNumber, stored);
    if (session === undefined) throw notFound("session", String(lessonNumber));
    const lesson = { lessonNumber, stored };
    const agreed = terms?.absence ?? NOTHING_AGREED;
    const decided = orThrow(
      decideRequestLeave(enrolment.state, lesson, session, agreed, context.now),
    );
    const sessionNumber = session.number;
    const startsAt = toRfc3339(session.startsAt);
    return commitCommand(
      table,
      context,
      [
        ...enrolments.change(enrolment, decided.enrolment, decided.event, context),
        lessonChange(enrolment, stored, decided.lesson),
        attendanceChange({ classId, sessionNumber, enrolmentId, attendance: "leave" }),
        ...noticeChanges(context, {
          recipient: { kind: "institution", institutionId },
          template: "leave-requested",
          facts: { startsAt },
          about: { enrolmentId, lessonNumber },
        }),
      ],
      {
        ...{ enrolmentId, lessonNumber, sessionNumber, startsAt },
        countsAsTaken: isAbsenceCounted(agreed.counted, true),
      },
    );
  };
};
