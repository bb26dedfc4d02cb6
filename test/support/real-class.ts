import {
  LessonCancelled,
  LessonRescheduled,
  MakeUpPlanned,
  TeacherChanged,
} from "../../events/catalogue.ts";
import { AbsenceRecorded } from "../../events/lesson.ts";
import { cancelLesson } from "../../functions/catalogue/cancel-lesson.ts";
import { changeTeacher } from "../../functions/catalogue/change-teacher.ts";
import { makeUpLesson } from "../../functions/catalogue/make-up-lesson.ts";
import { rescheduleLesson } from "../../functions/catalogue/reschedule-lesson.ts";
import * as sessions from "../../functions/catalogue/session-contracts.ts";
import { eventLambda } from "../../functions/kit/event.ts";
import { httpLambda } from "../../functions/kit/http.ts";
import * as lesson from "../../functions/lesson/contracts.ts";
import { requestLeave } from "../../functions/lesson/request-leave.ts";
import * as tasks from "../../functions/notice/class-contracts.ts";
import { tellOfAbsence } from "../../functions/notice/tell-of-absence.ts";
import { tellOfSessionChange } from "../../functions/notice/tell-of-session-change.ts";
import { tellOfTeacher } from "../../functions/notice/tell-of-teacher.ts";
import { type Answer, call, type Caller, ISSUER, once, seedMember } from "./door.ts";
import { aMarket, aStudent, doors, newCourse, sessionTimes } from "./enrolment.ts";
import { busEvent, entriesIn } from "./events.ts";
import { lessonCalls } from "./lessons.ts";

export interface Family {
  readonly guardian: Caller;
  readonly studentId: string;
  readonly enrolmentId: string;
}

/** So many lessons, one a day at five from 2026-03-03 on, at 120.00 yuan and the last at 120.01. */
export const LESSONS = 4;
export const LESSON_FEN = 12_000;

/** A refusal as status and code. */
export const codeOf = ({ status, body }: Answer) => [status, body.code];

/**
 * A class of four sessions with two families that have paid, and the calls that change its timetable, each
 * through its whole wrapper. Its teacher is named in the contracts where `teacher` says so.
 */
export async function realClass({ course = {}, isTeacherNamed = false } = {}) {
  const market = await aMarket();
  const { kit, owner, institutionId } = market;
  const staff = (duty: "teacher" | "service" | "finance", id = institutionId) =>
    ({ role: "institution", institutionId: id, duties: [duty] }) as const;
  const teacher = await seedMember(kit.table, "teacher", staff("teacher"));
  const substitute = await seedMember(kit.table, "substitute", staff("teacher"));
  const stranger = await seedMember(kit.table, "stranger", staff("teacher", "ins_other"));
  const door = doors(market);
  const { courseId } = (await door.createCourse(newCourse(course))).body;
  await door.publishCourse(courseId);
  const named = { teacher: { issuer: ISSUER, subject: "teacher" } };
  const body = { capacity: 5, sessions: sessionTimes(LESSONS), ...(isTeacherNamed ? named : {}) };
  const classId: string = (await door.openClass(courseId, body)).body.classId;

  const neighbour = await seedMember(kit.table, "neighbour", { role: "guardian" });
  const another = aStudent({ idKind: "passport", idNumber: "E12345678", birthDate: "2016-05-01" });
  const families: Family[] = [];
  for (const [guardian, child] of [
    [market.guardian, aStudent()],
    [neighbour, another],
  ] as const) {
    const { studentId } = (await door.addStudent(child, guardian)).body;
    const placed = (await door.placeOrder({ studentId, classId }, guardian)).body;
    const { enrolmentId } = placed;
    await door.signContract(enrolmentId, placed.termsHash, guardian);
    const { paymentId, amountFen } = (await door.payOrder(enrolmentId, guardian)).body;
    const bankSerial = `SB000000000${String(families.length + 1)}`;
    const paidAt = "2026-03-02T09:00:00+08:00";
    const custodyAccountNo = "88000001";
    await door.notifyPayIn({ bankSerial, paymentId, custodyAccountNo, amountFen, paidAt });
    families.push({ guardian, studentId, enrolmentId });
  }
  const [first, second] = families;
  if (first === undefined || second === undefined) throw new Error("there are two families");

  const ends = {
    cancel: httpLambda(sessions.cancelLesson, cancelLesson, kit),
    move: httpLambda(sessions.rescheduleLesson, rescheduleLesson, kit),
    makeUp: httpLambda(sessions.makeUpLesson, makeUpLesson, kit),
    teach: httpLambda(sessions.changeTeacher, changeTeacher, kit),
    leave: httpLambda(lesson.requestLeave, requestLeave, kit),
  };
  const at = (number: number) => ({ classId, sessionNumber: String(number) });
  const times = (day: string, from = "17:00", to = "17:45") => ({
    startsAt: `${day}T${from}:00+08:00`,
    endsAt: `${day}T${to}:00+08:00`,
  });
  const told = {
    session: eventLambda(
      tasks.tellOfSessionChange,
      [LessonCancelled, LessonRescheduled, MakeUpPlanned],
      tellOfSessionChange,
      kit,
    ),
    teacher: eventLambda(tasks.tellOfTeacher, TeacherChanged, tellOfTeacher, kit),
    absence: eventLambda(tasks.tellOfAbsence, AbsenceRecorded, tellOfAbsence, kit),
  };
  const tellers = new Map<string, (event: ReturnType<typeof busEvent>) => Promise<void>>([
    [LessonCancelled.name, told.session],
    [LessonRescheduled.name, told.session],
    [MakeUpPlanned.name, told.session],
    [TeacherChanged.name, told.teacher],
    [AbsenceRecorded.name, told.absence],
  ]);

  return {
    ...{
      kit,
      market,
      door,
      classId,
      courseId,
      owner,
      teacher,
      substitute,
      stranger,
      first,
      second,
    },
    lessons: lessonCalls(kit, classId),
    times,
    cancel: (number: number, as = teacher, headers = {}) =>
      call(ends.cancel, { as, path: at(number), headers }),
    move: (number: number, body: object, as = teacher, of = classId) =>
      call(ends.move, { as, path: { ...at(number), classId: of }, body }),
    makeUp: (number: number, body: object, as = teacher) =>
      call(ends.makeUp, { as, path: at(number), body }),
    changeTeacher: (subject: string, sessionNumber?: number, as = owner) => {
      const body = { teacher: { issuer: ISSUER, subject }, sessionNumber };
      return call(ends.teach, { as, path: { classId }, body });
    },
    leave: (of: Family, lessonNumber: number, as = of.guardian) => {
      const path = { enrolmentId: of.enrolmentId, lessonNumber: String(lessonNumber) };
      return call(ends.leave, { as, path, headers: once() });
    },
    /** What a family sees of its lessons. */
    lessonsOf: async ({ guardian, enrolmentId }: Family) =>
      (await door.getEnrolment(enrolmentId, guardian)).body.lessons,
    /** Brings every event of the class to those who tell of it, twice, as the bus may. */
    async deliver(): Promise<void> {
      for (const entry of [...entriesIn(kit.table)]) {
        const tell = tellers.get(entry.eventName);
        if (tell === undefined) continue;
        await tell(busEvent(entry));
        await tell(busEvent(entry));
      }
    },
    /** The templates in an inbox, with the lessons that they are about. */
    inboxOf: (recipientId: string): readonly string[] =>
      kit.table.all().flatMap((item) => {
        if (item.type !== "notice") return [];
        const said = JSON.stringify(item["state"]);
        if (!said.includes(recipientId)) return [];
        const [, template = ""] = /"template":"([^"]+)"/.exec(said) ?? [];
        const [, number = ""] = /"lessonNumber":(\d+)/.exec(said) ?? [];
        return [`${template} ${number}`.trim()];
      }),
  };
}

export type RealClass = Awaited<ReturnType<typeof realClass>>;
