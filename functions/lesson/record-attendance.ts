import { aggregates } from "../../adapters/aggregates.ts";
import { attendanceChange } from "../../adapters/repositories/attendance-items.ts";
import { registerOpened } from "../../adapters/repositories/class-items.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { findLesson, lessonChange } from "../../adapters/repositories/lesson-items.ts";
import { keys } from "../../adapters/table/keys.ts";
import { lessonOfSession } from "../../domain/catalogue/session.ts";
import { decideRecordAttendance } from "../../domain/lesson/record-attendance.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { notFound } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { orThrow, Refused } from "../kit/problem.ts";
import type { recordAttendance as contract } from "./contracts.ts";
import { eachEnrolment } from "./each-enrolment.ts";
import { ownSession } from "./own-session.ts";

/** The first record opens the session's register: a session that was held can't be cancelled or moved. */
export const recordAttendance =
  ({ table }: Pick<Kit, "table">): UseCaseOf<typeof contract> =>
  async ({ path, body }, context) => {
    const { classId, sessionNumber } = path;
    const session = await ownSession(table, context, path);
    if (session.cancelledAt !== undefined)
      throw new Refused("catalogue.session-cancelled", { number: sessionNumber });
    const lessonNumber = lessonOfSession(session);
    const isFirst = session.recordedAt === undefined;
    const attendanceOf = new Map(body.records.map((one) => [one.enrolmentId, one.attendance]));

    return eachEnrolment(table, context, [...attendanceOf.keys()], {
      writesEach: 4,
      alongside: isFirst ? [registerOpened(classId, session, context.now)] : [],
      reads: (id) => [keys.enrolment(id), keys.lesson(id, lessonNumber)],
      decide: async (enrolmentId, read) => {
        const attendance = attendanceOf.get(enrolmentId);
        invariant(attendance, `${enrolmentId} has a record`);
        const enrolments = aggregates(read, enrolmentKind);
        const found = await enrolments.find(enrolmentId);
        if (found?.state.classId !== classId) throw notFound("enrolment", enrolmentId);
        const stored = await findLesson(read, found, lessonNumber);
        const command = {
          ...{ lessonNumber, sessionNumber, attendance },
          ...{ sessionStartsAt: session.startsAt, sessionEndsAt: session.endsAt },
        };
        const decided = orThrow(decideRecordAttendance(found.state, stored, command, context.now));
        return [
          ...enrolments.change(found, decided.enrolment, decided.event, context),
          lessonChange(found, stored, decided.lesson),
          attendanceChange({ classId, sessionNumber, enrolmentId, attendance }),
        ];
      },
    });
  };
