import * as z from "zod";
import { SessionStatus } from "../../domain/catalogue/session.ts";
import { ClassId, MemberId } from "../../domain/shared/ids.ts";
import { Timestamp } from "../../domain/shared/time.ts";
import { defineUseCase } from "../kit/contract.ts";
import { SessionNumber } from "../lesson/schemas.ts";
import { SessionTimes, TeacherAccount } from "./schemas.ts";

/** Whoever plans and teaches the lessons of an institution. */
export const TIMETABLE_DUTIES = ["owner", "service", "teacher"] as const;
export const TEACHER_DUTIES = ["owner", "service"] as const;

const oneSession = {
  path: z.strictObject({ classId: ClassId, sessionNumber: SessionNumber }),
};

const SessionAnswer = z.strictObject({
  classId: ClassId,
  sessionNumber: z.int(),
  lessonNumber: z.int().meta({ description: "The lesson that the session teaches" }),
  startsAt: Timestamp,
  endsAt: Timestamp,
  status: SessionStatus,
});

/** What the times of a session may break. */
const timetable = [
  "catalogue.session-empty",
  "catalogue.session-in-past",
  "catalogue.session-over-midnight",
  "catalogue.session-overlap",
  "catalogue.session-on-rest-day",
  "catalogue.session-ends-late",
  "catalogue.session-too-long",
  "catalogue.gap-too-short",
  "catalogue.too-long-a-period",
] as const;

export const cancelLesson = defineUseCase({
  id: "cancelLesson",
  capability: "catalogue",
  end: "institution",
  method: "POST",
  path: "/v1/classes/{classId}/sessions/{sessionNumber}/cancellation",
  summary: {
    zh: "取消一次课：不消耗任何学生的课时，并通知家长",
    en: "Cancels a session: it consumes nobody's lesson, and the families are told",
  },
  access: { role: "institution", duties: TIMETABLE_DUTIES },
  input: oneSession,
  output: SessionAnswer,
  errors: [
    "resource.not-found",
    "catalogue.class-cancelled",
    "catalogue.session-cancelled",
    "catalogue.session-held",
  ],
  touches: { writes: ["class"] },
  load: { perSecond: 20 },
});

export const rescheduleLesson = defineUseCase({
  id: "rescheduleLesson",
  capability: "catalogue",
  end: "institution",
  method: "PUT",
  path: "/v1/classes/{classId}/sessions/{sessionNumber}/times",
  summary: {
    zh: "调整一次未开始的课的时间，重新核对排课规定，并通知家长",
    en: "Moves a session to another lawful time, and the families are told",
  },
  access: { role: "institution", duties: TIMETABLE_DUTIES },
  input: { ...oneSession, body: SessionTimes },
  output: SessionAnswer,
  errors: [
    "resource.not-found",
    "catalogue.class-cancelled",
    "catalogue.session-cancelled",
    "catalogue.session-begun",
    "catalogue.session-not-moved",
    ...timetable,
  ],
  touches: { reads: ["rulePack", "calendar", "course"], writes: ["class"] },
  load: { perSecond: 20 },
});

export const makeUpLesson = defineUseCase({
  id: "makeUpLesson",
  capability: "catalogue",
  end: "institution",
  method: "POST",
  path: "/v1/classes/{classId}/sessions/{sessionNumber}/make-up",
  summary: {
    zh: "为已取消的课或请假、缺课的学生安排补课，并通知家长",
    en: "Plans a session that makes up one that was cancelled or missed; those families are told",
  },
  access: { role: "institution", duties: TIMETABLE_DUTIES },
  input: { ...oneSession, body: SessionTimes },
  output: SessionAnswer,
  status: 201,
  errors: [
    "resource.not-found",
    "catalogue.class-cancelled",
    "catalogue.nothing-to-make-up",
    "catalogue.already-made-up",
    "catalogue.too-many-sessions",
    ...timetable,
  ],
  touches: { reads: ["rulePack", "calendar", "course"], writes: ["class"] },
  load: { perSecond: 20 },
});

export const changeTeacher = defineUseCase({
  id: "changeTeacher",
  capability: "catalogue",
  end: "institution",
  method: "PUT",
  path: "/v1/classes/{classId}/teacher",
  summary: {
    zh: "更换全班或某一次课的任课教师；合同指定教师的，通知家长并记为可退费事由",
    en: "Changes who teaches a class or one session; families whose contract names a teacher are told",
  },
  access: { role: "institution", duties: TEACHER_DUTIES },
  input: {
    path: z.strictObject({ classId: ClassId }),
    body: z.strictObject({
      teacher: TeacherAccount,
      sessionNumber: z
        .int()
        .min(1)
        .max(999)
        .optional()
        .meta({ description: "Absent: all sessions from now on" }),
    }),
  },
  output: z.strictObject({
    classId: ClassId,
    teacherId: MemberId,
    sessionNumber: z.int().optional(),
  }),
  errors: [
    "resource.not-found",
    "catalogue.not-a-teacher",
    "catalogue.teacher-unchanged",
    "catalogue.session-cancelled",
    "catalogue.session-begun",
    "catalogue.class-over",
  ],
  touches: { reads: ["member"], writes: ["class"] },
  load: { perSecond: 5 },
});

export const useCases = [cancelLesson, rescheduleLesson, makeUpLesson, changeTeacher];
