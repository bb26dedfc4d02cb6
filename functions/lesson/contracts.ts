import * as z from "zod";
import { LessonStatus } from "../../domain/lesson/transitions.ts";
import { ClassId, EnrolmentId } from "../../domain/shared/ids.ts";
import { Fen } from "../../domain/shared/money.ts";
import { Timestamp } from "../../domain/shared/time.ts";
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
  UNDO_UNTIL,
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
  errors: ["resource.not-found", "catalogue.session-cancelled"],
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
        .meta({
          description:
            "Absent: everyone who attended the session; an absence that counts by contract is asked for by name",
        }),
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
    zh: "家长确认一课时，可撤销时间过后即拨付机构",
    en: "The guardian confirms a lesson; its fee is released once that can no longer be undone",
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
    undoUntil: Timestamp.optional().meta({ description: UNDO_UNTIL }),
  }),
  errors: [
    "resource.not-found",
    "lesson.not-requested",
    "lesson.already-confirmed",
    "lesson.disputed",
    "lesson.returned",
    "lesson.transferred",
    "lesson.payment-reversed",
  ],
  idempotent: true,
  touches: { reads: ["rulePack"], writes: ["enrolment", "orderGuard"] },
  load: { perSecond: 2000 },
});

export const undoConfirmation = defineUseCase({
  id: "undoConfirmation",
  capability: "lesson",
  end: "family",
  method: "POST",
  path: "/v1/enrolments/{enrolmentId}/lessons/{lessonNumber}/confirmation-withdrawal",
  summary: {
    zh: "家长在可撤销时间内撤销对一课时的确认，该课时重新待确认，答复期限不变",
    en: "The guardian takes a confirmation back in time: the lesson awaits an answer by its old term",
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
    "lesson.not-confirmed",
    "lesson.confirmed-otherwise",
    "lesson.undo-over",
  ],
  idempotent: true,
  touches: { writes: ["enrolment", "orderGuard", "notice"] },
  load: { perSecond: 5 },
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
  touches: { reads: ["enrolmentsByGuardian", "rulePack"], writes: ["enrolment", "orderGuard"] },
  load: { perSecond: 500 },
});

export const requestLeave = defineUseCase({
  id: "requestLeave",
  capability: "lesson",
  end: "family",
  method: "POST",
  path: "/v1/enrolments/{enrolmentId}/lessons/{lessonNumber}/leave",
  summary: {
    zh: "家长为一次未上的课请假，并告知机构",
    en: "The guardian asks leave from a session to come, and the institution is told",
  },
  access: { role: "guardian" },
  input: {
    path: z.strictObject({ enrolmentId: EnrolmentId, lessonNumber: LessonNumber }),
  },
  output: z.strictObject({
    enrolmentId: EnrolmentId,
    lessonNumber: z.int(),
    sessionNumber: z.int().meta({ description: "The session from which the pupil is on leave" }),
    startsAt: Timestamp,
    countsAsTaken: z.boolean().meta({ description: "Whether the contract counts it all the same" }),
  }),
  errors: [
    "resource.not-found",
    "catalogue.session-cancelled",
    "lesson.enrolment-not-active",
    "lesson.leave-already-requested",
    "lesson.leave-too-late",
    "lesson.not-open-to-leave",
  ],
  idempotent: true,
  touches: { writes: ["class", "enrolment", "notice"] },
  load: { perSecond: 100 },
});

export const useCases = [
  recordAttendance,
  requestConfirmation,
  requestLeave,
  confirmLesson,
  undoConfirmation,
  confirmLessons,
];
