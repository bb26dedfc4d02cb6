import { aggregates } from "../../adapters/aggregates.ts";
import { attendanceChange } from "../../adapters/repositories/attendance-items.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { findLesson, lessonChange } from "../../adapters/repositories/lesson-items.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
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
export const recordAttendance = ({ table }: Kit): UseCaseOf<typeof contract> => {
  const enrolments = aggregates(table, enrolmentKind);

  return async ({ path, body }, context) => {
    const { classId, sessionNumber } = path;
    const { startsAt: sessionStartsAt } = await ownSession(table, context, path);
    const attendanceOf = new Map(body.records.map((one) => [one.enrolmentId, one.attendance]));

    return eachEnrolment(table, context, [...attendanceOf.keys()], async (enrolmentId, own) => {
      const attendance = attendanceOf.get(enrolmentId);
      invariant(attendance, `${enrolmentId} has a record`);
      const found = await enrolments.find(enrolmentId);
      if (found?.state.classId !== classId) throw notFound("enrolment", enrolmentId);
      const stored = await findLesson(table, found, sessionNumber);
      const command = { lessonNumber: sessionNumber, sessionNumber, sessionStartsAt, attendance };
      const decided = orThrow(decideRecordAttendance(found.state, stored, command, own.now));
      await commitCommand(
        table,
        own,
        [
          ...enrolments.change(found, decided.enrolment, decided.event, own),
          lessonChange(found, stored, decided.lesson),
          attendanceChange({ classId, sessionNumber, enrolmentId, attendance }),
        ],
        { enrolmentId, outcome: "done" },
      );
    });
  };
};
