import * as z from "zod";
import { CourseStatus } from "../../domain/catalogue/transitions.ts";
import { ClassId, CourseId, InstitutionId } from "../../domain/shared/ids.ts";
import { Timestamp } from "../../domain/shared/time.ts";
import { defineUseCase } from "../kit/contract.ts";
import { pageOutput, pageQuery } from "../kit/cursor.ts";
import { CourseView, NewClass, NewCourse } from "./schemas.ts";

const access = { role: "institution", duties: ["owner", "service"] } as const;

export const createCourse = defineUseCase({
  id: "createCourse",
  capability: "catalogue",
  end: "institution",
  method: "POST",
  path: "/v1/institutions/{institutionId}/courses",
  summary: {
    zh: "新建课程（草稿），核对课时数与收费上限",
    en: "Draws up a course within the limits of one charge",
  },
  access,
  input: { path: z.strictObject({ institutionId: InstitutionId }), body: NewCourse },
  output: z.strictObject({
    courseId: CourseId,
    status: CourseStatus,
    rulePackVersion: z.string().meta({ description: "The rules it was checked against" }),
  }),
  status: 201,
  errors: [
    "resource.not-found",
    "catalogue.too-many-lessons",
    "catalogue.price-too-high",
    "catalogue.price-too-low",
  ],
  touches: { reads: ["institution", "rulePack"], writes: ["course", "limitAttempts"] },
  load: { perSecond: 5 },
});

export const publishCourse = defineUseCase({
  id: "publishCourse",
  capability: "catalogue",
  end: "institution",
  method: "POST",
  path: "/v1/courses/{courseId}/publication",
  summary: {
    zh: "课程上架；机构不具备销售条件时逐项说明",
    en: "Puts a course on sale, or names everything that stands against it",
  },
  access,
  input: { path: z.strictObject({ courseId: CourseId }) },
  output: z.strictObject({ courseId: CourseId, status: CourseStatus }),
  errors: ["resource.not-found", "catalogue.course-already-published", "catalogue.not-sellable"],
  touches: { reads: ["institution"], writes: ["course"] },
  load: { perSecond: 5 },
});

export const openClass = defineUseCase({
  id: "openClass",
  capability: "catalogue",
  end: "institution",
  method: "POST",
  path: "/v1/courses/{courseId}/classes",
  summary: {
    zh: "为已上架课程开班并排好全部课次",
    en: "Opens a class of a published course with all its sessions",
  },
  access,
  input: { path: z.strictObject({ courseId: CourseId }), body: NewClass },
  output: z.strictObject({
    classId: ClassId,
    courseId: CourseId,
    capacity: z.int(),
    sessionCount: z.int(),
    startsAt: Timestamp,
    endsAt: Timestamp,
  }),
  status: 201,
  errors: [
    "resource.not-found",
    "catalogue.course-not-published",
    "catalogue.session-count",
    "catalogue.session-empty",
    "catalogue.session-in-past",
    "catalogue.session-over-midnight",
    "catalogue.session-overlap",
    "catalogue.session-on-rest-day",
    "catalogue.session-ends-late",
    "catalogue.session-too-long",
    "catalogue.gap-too-short",
    "catalogue.too-long-a-period",
    "catalogue.not-a-teacher",
  ],
  touches: {
    reads: ["rulePack", "calendar", "member"],
    writes: ["course", "class", "limitAttempts"],
  },
  load: { perSecond: 5 },
});

const MOST_CLASSES_A_PAGE = 20;

export const getCourse = defineUseCase({
  id: "getCourse",
  capability: "catalogue",
  end: "public",
  method: "GET",
  path: "/v1/courses/{courseId}",
  summary: {
    zh: "查看在售课程及其班级、课次与余位",
    en: "Shows a published course with its classes, their sessions and free seats",
  },
  access: { role: "anyone" },
  input: {
    path: z.strictObject({ courseId: CourseId }),
    query: z.strictObject({
      ...pageQuery,
      limit: z.coerce
        .number()
        .int()
        .min(1)
        .max(MOST_CLASSES_A_PAGE)
        .default(MOST_CLASSES_A_PAGE)
        .meta({ description: "Classes a page, 1 to 20, the newest first" }),
    }),
  },
  output: z.strictObject({ ...CourseView.shape, ...pageOutput }),
  errors: ["resource.not-found", "input.cursor-invalid"],
  touches: { reads: ["course", "class", "institution"] },
  load: { perSecond: 3000 },
});

export const useCases = [createCourse, publishCourse, openClass, getCourse];
