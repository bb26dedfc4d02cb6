import * as z from "zod";
import { LessonStatus } from "../../domain/lesson/transitions.ts";
import { ClassId, EnrolmentId } from "../../domain/shared/ids.ts";
import { Fen } from "../../domain/shared/money.ts";
import { defineUseCase } from "../kit/contract.ts";
import {
  BatchAnswer,
  LESSON_NAMED_TWICE,
  LessonNumber,
  LessonOutcome,
  LessonRef,
  MOST_ENROLMENTS,
  NAMED_TWICE,
  namesEachOnce,
  SessionNumber,
} from "./schemas.ts";

export const recordAttendance = defineUseCase({
  id: "recordAttendance",
  capability: "lesson",
  end: "institution",
  method: "POST",
  path: "/v1/classes/{classId}/sessions/{sessionNumber}/attendance",
  summary: {
    zh: "登记一次课的考勤；逐个订单处理并答复",
    en: "Records who attended a session; each enrolment is done and answered for itself",
  },
  access: { role: "institution", duties: ["teacher", "owner"] },
  input: {
    path: z.strictObject({ classId: ClassId, sessionNumber: SessionNumber }),
    body: z.strictObject({
      records: z
        .array(
          z.strictObject({
            enrolmentId: EnrolmentId,
            attendance: z.enum(["present", "absent"]),
          }),
        )
        .min(1)
        .max(MOST_ENROLMENTS)
        .refine((records) => namesEachOnce(records.map((record) => record.enrolmentId)), {
          error: NAMED_TWICE,
        }),
    }),
  },
  output: BatchAnswer,
  errors: ["resource.not-found"],
  idempotent: true,
  touches: { writes: ["class", "enrolment"] },
  load: { perSecond: 300 },
});

export const requestConfirmation = defineUseCase({
  id: "requestConfirmation",
  capability: "lesson",
  end: "institution",
  method: "POST",
  path: "/v1/classes/{classId}/sessions/{sessionNumber}/confirmation-request",
  summary: {
    zh: "请家长确认一次课（消课请求）；不列订单时，向所有到课学生的家长请求",
    en: "Asks the families to confirm a session; without a list, all whose children attended",
  },
  access: { role: "institution", duties: ["teacher", "owner"] },
  input: {
    path: z.strictObject({ classId: ClassId, sessionNumber: SessionNumber }),
    body: z.strictObject({
      enrolmentIds: z
        .array(EnrolmentId)
        .min(1)
        .max(MOST_ENROLMENTS)
        .refine(namesEachOnce, { error: NAMED_TWICE })
        .optional()
        .meta({ description: "Absent: everyone who attended the session" }),
    }),
  },
  output: BatchAnswer,
  errors: ["resource.not-found", "lesson.too-many-at-once"],
  idempotent: true,
  touches: { reads: ["class", "calendar", "rulePack"], writes: ["enrolment", "notice"] },
  load: { perSecond: 300 },
});

export const confirmLesson = defineUseCase({
  id: "confirmLesson",
  capability: "lesson",
  end: "family",
  method: "POST",
  path: "/v1/enrolments/{enrolmentId}/lessons/{lessonNumber}/confirmation",
  summary: {
    zh: "家长确认一课时，该课时费用随即可拨付机构",
    en: "The guardian confirms a lesson, and its fee is earned",
  },
  access: { role: "guardian" },
  input: {
    path: z.strictObject({ enrolmentId: EnrolmentId, lessonNumber: LessonNumber }),
  },
  output: z.strictObject({
    enrolmentId: EnrolmentId,
    lessonNumber: z.int(),
    status: LessonStatus,
    amountFen: Fen,
  }),
  errors: [
    "resource.not-found",
    "lesson.not-requested",
    "lesson.already-confirmed",
    "lesson.disputed",
    "lesson.returned",
  ],
  idempotent: true,
  touches: { writes: ["enrolment", "orderGuard"] },
  load: { perSecond: 2000 },
});

export const confirmLessons = defineUseCase({
  id: "confirmLessons",
  capability: "lesson",
  end: "family",
  method: "POST",
  path: "/v1/lesson-confirmations",
  summary: {
    zh: "家长一次确认多个课时；不列课时，则确认所有待确认的课时",
    en: "The guardian confirms many lessons at once; without a list, all that await confirmation",
  },
  access: { role: "guardian" },
  input: {
    body: z.strictObject({
      lessons: z
        .array(LessonRef)
        .min(1)
        .max(MOST_ENROLMENTS)
        .refine((lessons) => namesEachOnce(lessons.map((one) => JSON.stringify(one))), {
          error: LESSON_NAMED_TWICE,
        })
        .optional()
        .meta({ description: "Absent: every lesson that awaits the caller's confirmation" }),
    }),
  },
  output: z.strictObject({
    results: z.array(LessonOutcome),
    remainingCount: z.int().meta({
      description: "How many more await confirmation; call again, with a new key, for those",
    }),
  }),
  errors: [],
  idempotent: true,
  touches: { reads: ["enrolmentsByGuardian"], writes: ["enrolment", "orderGuard"] },
  load: { perSecond: 500 },
});

export const useCases = [recordAttendance, requestConfirmation, confirmLesson, confirmLessons];
