import * as z from "zod";
import { EnrolmentState } from "../../domain/enrolment/enrolment.ts";
import { ClassId, JobId, StudentId } from "../../domain/shared/ids.ts";
import { defineTask, defineUseCase } from "../kit/contract.ts";
import { pageOutput, pageQuery } from "../kit/cursor.ts";
import { JobReport, ListAnnouncement, OpenedListJob } from "../kit/job-schema.ts";
import { UPLOADS } from "../kit/upload-keys.ts";

/** Class lists: apart from the contracts of orders, whose functions have no use for them. */

/** The duties that hand in class lists and learn how they fared. */
export const ROSTER_KEEPERS = ["owner", "service"] as const;
/** The duties that see who is in a class. */
export const ROSTER_VIEWERS = ["owner", "service", "teacher"] as const;

export const importRoster = defineUseCase({
  id: "importRoster",
  capability: "enrolment",
  end: "institution",
  method: "POST",
  path: "/v1/classes/{classId}/roster-imports",
  summary: {
    zh: "登记一份班级花名册（CSV），返回上传表单；逐行结果见 getRosterJob",
    en: "Announces the list of a class (CSV) and gives the form to upload it with",
  },
  access: { role: "institution", duties: ROSTER_KEEPERS },
  input: { path: z.strictObject({ classId: ClassId }), body: ListAnnouncement },
  output: OpenedListJob,
  status: 202,
  errors: ["resource.not-found"],
  answersSecret: true,
  touches: {
    reads: ["class"],
    writes: ["job"],
    uploads: { access: "presign", keyPrefix: UPLOADS.roster },
  },
  load: { perSecond: 5 },
});

export const getRosterJob = defineUseCase({
  id: "getRosterJob",
  capability: "enrolment",
  end: "institution",
  method: "GET",
  path: "/v1/jobs/{jobId}",
  summary: {
    zh: "查询本机构花名册的处理情况与逐行问题",
    en: "How a class list of one's own institution fared, with what is wrong line by line",
  },
  access: { role: "institution", duties: ROSTER_KEEPERS },
  input: { path: z.strictObject({ jobId: JobId }), query: z.strictObject(pageQuery) },
  output: JobReport,
  errors: ["resource.not-found", "input.cursor-invalid"],
  touches: { reads: ["job"] },
  load: { perSecond: 20 },
});

/** A pupil of a class as the institution sees it: on its own list, with orders for a seat, or both. */
const PupilOfClassView = z.strictObject({
  studentId: StudentId,
  name: z.string().optional().meta({
    description:
      "Masked; as the institution's list has it, else as the guardian who ordered wrote it",
  }),
  isListed: z.boolean().meta({ description: "On the list that the institution handed in" }),
  enrolments: z
    .array(EnrolmentState.pick({ enrolmentId: true, status: true }).strict())
    .meta({ description: "The orders for a seat in this class" }),
});

export const getClassRoster = defineUseCase({
  id: "getClassRoster",
  capability: "enrolment",
  end: "institution",
  method: "GET",
  path: "/v1/classes/{classId}/roster",
  summary: {
    zh: "查看班级学生（姓名脱敏）及其订单状态",
    en: "Shows the pupils of a class, their names masked, and where their orders are",
  },
  access: { role: "institution", duties: ROSTER_VIEWERS },
  input: { path: z.strictObject({ classId: ClassId }), query: z.strictObject(pageQuery) },
  output: z.strictObject({ pupils: z.array(PupilOfClassView), ...pageOutput }),
  errors: ["resource.not-found", "input.cursor-invalid"],
  touches: { reads: ["class", "enrolment", "personal"], personal: ["roster", "student"] },
  load: { perSecond: 100 },
});

export const readRoster = defineTask({
  id: "readRoster",
  capability: "enrolment",
  summary: {
    zh: "读取上传的花名册，逐行登记学生并列入班级",
    en: "Reads an uploaded class list and enters its pupils row by row",
  },
  trigger: { kind: "upload", keyPrefix: UPLOADS.roster },
  touches: {
    writes: ["job", "class", "student", "personal", "personalIndex"],
    personal: ["roster", "student"],
    personalIndex: true,
    uploads: { access: "read", keyPrefix: UPLOADS.roster },
  },
  alarm: {
    effect: "A class list is not read: its institution does not see its pupils in the class.",
    runbook: "class-list-not-read",
  },
  timeoutSeconds: 900,
  memoryMb: 1024,
});

export const useCases = [importRoster, getRosterJob, getClassRoster];
export const tasks = [readRoster];
