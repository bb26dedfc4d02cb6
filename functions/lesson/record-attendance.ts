import { aggregates } from "../../adapters/aggregates.ts";
import { attendanceChange } from "../../adapters/repositories/attendance-items.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { findLesson, lessonChange } from "../../adapters/repositories/lesson-items.ts";
import { keys } from "../../adapters/table/keys.ts";
import { decideRecordAttendance } from "../../domain/lesson/record-attendance.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { notFound } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { orThrow } from "../kit/problem.ts";
import type { recordAttendance as contract } from "./contracts.ts";
import { eachEnrolment } from "./each-enrolment.ts";
import { ownSession } from "./own-session.ts";

/** A class teaches one lesson a session, so that a session and its lesson have the same number. */
export const recordAttendance =
  ({ table }: Pick<Kit, "table">): UseCaseOf<typeof contract> =>
  async ({ path, body }, context) => {
    const { classId, sessionNumber } = path;
    const { startsAt: sessionStartsAt } = await ownSession(table, context, path);
    const attendanceOf = new Map(body.records.map((one) => [one.enrolmentId, one.attendance]));

    return eachEnrolment(table, context, [...attendanceOf.keys()], {
      writesEach: 4,
      reads: (id) => [keys.enrolment(id), keys.lesson(id, sessionNumber)],
      decide: async (enrolmentId, read) => {
        const attendance = attendanceOf.get(enrolmentId);
        invariant(attendance, `${enrolmentId} has a record`);
        const enrolments = aggregates(read, enrolmentKind);
        const found = await enrolments.find(enrolmentId);
        if (found?.state.classId !== classId) throw notFound("enrolment", enrolmentId);
        const stored = await findLesson(read, found, sessionNumber);
        const command = { lessonNumber: sessionNumber, sessionNumber, sessionStartsAt, attendance };
        const decided = orThrow(decideRecordAttendance(found.state, stored, command, context.now));
        return [
          ...enrolments.change(found, decided.enrolment, decided.event, context),
          lessonChange(found, stored, decided.lesson),
          attendanceChange({ classId, sessionNumber, enrolmentId, attendance }),
        ];
      },
    });
  };
