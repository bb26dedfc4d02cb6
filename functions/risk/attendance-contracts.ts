import * as z from "zod";
import { ClassId, EnrolmentId, InstitutionId } from "../../domain/shared/ids.ts";
import { LocalDate, Timestamp } from "../../domain/shared/time.ts";
import { defineUseCase } from "../kit/contract.ts";
import { pageOutput, pageQuery } from "../kit/cursor.ts";

const AttendedLessonView = z
  .strictObject({
    institutionId: InstitutionId,
    enrolmentId: EnrolmentId,
    lessonNumber: z.int().meta({ description: "The lesson of the enrolment, from 1" }),
    classId: ClassId,
    sessionNumber: z.int().meta({ description: "The session of the class, from 1" }),
    startsAt: Timestamp,
    endsAt: Timestamp,
  })
  .meta({ description: "A lesson at which the pupil was recorded as present" });

/** What is behind the count of double attendances: each lesson in doubt, with the one that speaks against it. */
export const listDoubleAttendances = defineUseCase({
  id: "listDoubleAttendances",
  capability: "risk",
  end: "management",
  method: "GET",
  path: "/v1/institutions/{institutionId}/double-attendances",
  summary: {
    zh: "列出某机构存疑的课时：同一学生同时在别处被登记到课，最近发现的在前",
    en: "Lists an institution's lessons whose pupil was recorded elsewhere at the same time, last found first",
  },
  access: { role: "officer", duties: ["risk", "audit"] },
  input: {
    path: z.strictObject({ institutionId: InstitutionId }),
    query: z.strictObject(pageQuery),
  },
  output: z.strictObject({
    doubleAttendances: z.array(
      z.strictObject({
        lesson: AttendedLessonView,
        other: AttendedLessonView,
        knownOn: LocalDate.meta({
          description: "The day in Asia/Shanghai on which both had been recorded, which counts it",
        }),
      }),
    ),
    ...pageOutput,
  }),
  errors: ["resource.not-found", "identity.outside-unit", "input.cursor-invalid"],
  touches: {
    reads: ["institution", "unit", "doubleAttendance", "doubleAttendancesByInstitution"],
  },
  load: { perSecond: 1 },
});

export const useCases = [listDoubleAttendances];
