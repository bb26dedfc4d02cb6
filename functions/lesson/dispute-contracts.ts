import * as z from "zod";
import { DisputeStatus } from "../../domain/lesson/dispute.ts";
import { LessonStatus } from "../../domain/lesson/transitions.ts";
import { DisputeReason } from "../../domain/shared/dispute-reason.ts";
import { DisputeId, EnrolmentId } from "../../domain/shared/ids.ts";
import { Fen } from "../../domain/shared/money.ts";
import { defineUseCase } from "../kit/contract.ts";
import { pageOutput, pageQuery } from "../kit/cursor.ts";
import { DisputeDetail, DisputeText, DisputeView, LessonNumber } from "./schemas.ts";

const ofLesson = {
  enrolmentId: EnrolmentId,
  lessonNumber: z.int(),
  status: LessonStatus,
  amountFen: Fen,
};

export const disputeLesson = defineUseCase({
  id: "disputeLesson",
  capability: "lesson",
  end: "family",
  method: "POST",
  path: "/v1/enrolments/{enrolmentId}/lessons/{lessonNumber}/dispute",
  summary: {
    zh: "家长对待确认的一课时提出异议，仅冻结该课时费用，期限停止计算",
    en: "The guardian disputes a lesson to be confirmed: only its fee is frozen, and no clock runs",
  },
  access: { role: "guardian" },
  input: {
    path: z.strictObject({ enrolmentId: EnrolmentId, lessonNumber: LessonNumber }),
    body: z.strictObject({ reason: DisputeReason, text: DisputeText }),
  },
  output: z.strictObject({ disputeId: DisputeId, ...ofLesson }),
  status: 201,
  errors: [
    "resource.not-found",
    "lesson.not-open-to-dispute",
    "lesson.already-confirmed",
    "lesson.disputed",
    "lesson.returned",
    "lesson.transferred",
    "lesson.payment-reversed",
  ],
  idempotent: true,
  touches: { writes: ["enrolment", "dispute", "personal", "notice"], personal: ["dispute"] },
  load: { perSecond: 5 },
});

export const withdrawDispute = defineUseCase({
  id: "withdrawDispute",
  capability: "lesson",
  end: "family",
  method: "POST",
  path: "/v1/enrolments/{enrolmentId}/lessons/{lessonNumber}/dispute-withdrawal",
  summary: {
    zh: "家长撤回异议，该课时重新待确认，答复期限重新起算",
    en: "The guardian withdraws a dispute: the lesson awaits an answer again, its time begins anew",
  },
  access: { role: "guardian" },
  input: {
    path: z.strictObject({ enrolmentId: EnrolmentId, lessonNumber: LessonNumber }),
  },
  output: z.strictObject({ disputeId: DisputeId, ...ofLesson }),
  errors: ["resource.not-found", "lesson.not-disputed"],
  idempotent: true,
  touches: { reads: ["calendar", "rulePack"], writes: ["enrolment", "dispute", "notice"] },
  load: { perSecond: 1 },
});

export const resolveDispute = defineUseCase({
  id: "resolveDispute",
  capability: "lesson",
  end: "management",
  method: "POST",
  path: "/v1/disputes/{disputeId}/resolution",
  summary: {
    zh: "主管部门处理异议：支持机构则该课时确认，支持家长则该课时恢复为未上课",
    en: "Settles a dispute: for the institution the lesson is confirmed, for the family it is untaught",
  },
  access: { role: "officer", duties: ["funds"] },
  input: {
    path: z.strictObject({ disputeId: DisputeId }),
    body: z.strictObject({
      finding: z.enum(["institution", "family"]).meta({ description: "For whom is found" }),
      text: DisputeText,
    }),
  },
  output: z.strictObject({
    disputeId: DisputeId,
    finding: z.enum(["institution", "family"]),
    ...ofLesson,
  }),
  errors: ["resource.not-found", "identity.outside-unit", "lesson.not-disputed"],
  idempotent: true,
  touches: {
    reads: ["institution"],
    writes: ["enrolment", "dispute", "orderGuard", "class", "personal", "notice"],
    personal: ["dispute-finding"],
  },
  load: { perSecond: 1 },
});

const VIEWERS = ["funds", "audit"] as const;

export const listDisputes = defineUseCase({
  id: "listDisputes",
  capability: "lesson",
  end: "management",
  method: "GET",
  path: "/v1/disputes",
  summary: {
    zh: "列出辖区内本部门主管机构的课时异议",
    en: "Lists the disputed lessons of the caller's area and trade",
  },
  access: { role: "officer", duties: VIEWERS },
  input: { query: z.strictObject({ ...pageQuery, status: DisputeStatus.optional() }) },
  output: z.strictObject({ disputes: z.array(DisputeView), ...pageOutput }),
  errors: ["identity.outside-unit", "input.cursor-invalid"],
  touches: { reads: ["dispute", "disputesByUnit", "institution", "unit"] },
  load: { perSecond: 5 },
});

export const getDispute = defineUseCase({
  id: "getDispute",
  capability: "lesson",
  end: "management",
  method: "GET",
  path: "/v1/disputes/{disputeId}",
  summary: {
    zh: "查看一项课时异议，包括家长陈述与处理意见",
    en: "One dispute, with what the family and the officer wrote",
  },
  access: { role: "officer", duties: VIEWERS },
  input: { path: z.strictObject({ disputeId: DisputeId }) },
  output: DisputeDetail,
  errors: ["resource.not-found", "identity.outside-unit"],
  touches: {
    reads: ["dispute", "institution", "enrolment", "personal"],
    personal: ["dispute", "dispute-finding"],
  },
  load: { perSecond: 5 },
});

export const useCases = [disputeLesson, withdrawDispute, resolveDispute, listDisputes, getDispute];
