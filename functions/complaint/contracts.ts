import * as z from "zod";
import { DisputedLessons } from "../../domain/complaint/complaint.ts";
import { ComplaintKind } from "../../domain/shared/complaint-codes.ts";
import { ComplaintId, EnrolmentId, InstitutionId } from "../../domain/shared/ids.ts";
import { Fen } from "../../domain/shared/money.ts";
import { LocalDate } from "../../domain/shared/time.ts";
import { defineUseCase } from "../kit/contract.ts";
import { ComplainantContact, ComplaintText, GroupMembers, Standing } from "./schemas.ts";

/** What families do with their complaints. */

const path = z.strictObject({ complaintId: ComplaintId });
const guardian = { role: "guardian" } as const;
const RULES = ["calendar", "rulePack"] as const;
const OVER = ["complaint.withdrawn", "complaint.concluded"] as const;

export const fileComplaint = defineUseCase({
  id: "fileComplaint",
  capability: "complaint",
  end: "family",
  method: "POST",
  path: "/v1/complaints",
  summary: {
    zh: "家长投诉机构；所列待确认课时随即冻结，机构须在期限内答复，逾期自动升级",
    en: "The guardian complains of an institution, which answers in time or the complaint goes up",
  },
  access: guardian,
  input: {
    body: z.strictObject({
      institutionId: InstitutionId,
      kind: ComplaintKind,
      happenedOn: LocalDate,
      enrolmentId: EnrolmentId.optional(),
      lessons: DisputedLessons.optional().meta({
        description: "Lessons of the order; those whose confirmation is awaited are frozen",
      }),
      claimFen: Fen.optional().meta({ description: "What the family asks for" }),
      statement: ComplaintText,
      complainant: ComplainantContact,
      members: GroupMembers.optional(),
      isAnonymousToInstitution: z.boolean(),
      isAcceptedElsewhere: z
        .boolean()
        .meta({ description: "12315, 12345 or a petition office has accepted the same matter" }),
    }),
  },
  output: Standing,
  status: 201,
  errors: [
    "resource.not-found",
    "complaint.accepted-elsewhere",
    "complaint.too-old",
    "complaint.not-happened-yet",
    "complaint.lessons-without-order",
    "complaint.anonymous-with-lessons",
    "complaint.order-of-another-institution",
    "complaint.no-such-lesson",
    "complaint.phone-invalid",
    "complaint.counted-twice",
  ],
  touches: {
    reads: [...RULES, "institution", "enrolment"],
    writes: ["complaint", "personal", "notice"],
    personal: ["complaint", "complaint-party", "complaint-sealed"],
  },
  load: { perSecond: 5 },
});

const WITH_ANSWER = ["resource.not-found", ...OVER, "complaint.no-answer-yet"] as const;

export const acceptResolution = defineUseCase({
  id: "acceptResolution",
  capability: "complaint",
  end: "family",
  method: "POST",
  path: "/v1/complaints/{complaintId}/acceptance",
  summary: {
    zh: "家长认可答复或处理结果，投诉办结，结果生效",
    en: "The guardian accepts the answer: the complaint is concluded, and the answer has effect",
  },
  access: guardian,
  input: { path },
  output: Standing,
  errors: [...WITH_ANSWER, "complaint.too-late"],
  idempotent: true,
  touches: { writes: ["complaint", "notice"] },
  load: { perSecond: 2 },
});

export const rejectResolution = defineUseCase({
  id: "rejectResolution",
  capability: "complaint",
  end: "family",
  method: "POST",
  path: "/v1/complaints/{complaintId}/rejection",
  summary: {
    zh: "家长不认可答复或处理结果，投诉转交上一级主管部门",
    en: "The guardian rejects the answer: the complaint goes to the next authority",
  },
  access: guardian,
  input: { path, body: z.strictObject({ text: ComplaintText }) },
  output: Standing,
  errors: [...WITH_ANSWER, "complaint.too-late"],
  touches: {
    reads: RULES,
    writes: ["complaint", "personal", "notice"],
    personal: ["complaint"],
  },
  load: { perSecond: 1 },
});

export const escalateComplaint = defineUseCase({
  id: "escalateComplaint",
  capability: "complaint",
  end: "family",
  method: "POST",
  path: "/v1/complaints/{complaintId}/escalation",
  summary: {
    zh: "对方逾期未办理时，家长要求升级；平台也会自动升级",
    en: "The guardian takes a complaint a level up whose time is over; the platform does so too",
  },
  access: guardian,
  input: { path },
  output: Standing,
  errors: [
    "resource.not-found",
    ...OVER,
    "complaint.not-your-turn",
    "complaint.not-overdue",
    "complaint.nothing-above",
  ],
  touches: { reads: RULES, writes: ["complaint", "notice"] },
  load: { perSecond: 1 },
});

export const withdrawComplaint = defineUseCase({
  id: "withdrawComplaint",
  capability: "complaint",
  end: "family",
  method: "POST",
  path: "/v1/complaints/{complaintId}/withdrawal",
  summary: {
    zh: "家长撤回投诉，冻结的课时恢复待确认",
    en: "The guardian withdraws the complaint; its frozen lessons await confirmation again",
  },
  access: guardian,
  input: { path },
  output: Standing,
  errors: ["resource.not-found", ...OVER, "complaint.already-decided"],
  idempotent: true,
  touches: { writes: ["complaint", "notice"] },
  load: { perSecond: 1 },
});

export const reopenComplaint = defineUseCase({
  id: "reopenComplaint",
  capability: "complaint",
  end: "family",
  method: "POST",
  path: "/v1/complaints/{complaintId}/reopening",
  summary: {
    zh: "家长在期限内申请重新办理已办结的投诉，限一次，由县级受理",
    en: "The guardian has a concluded complaint reopened, once and in time; the county takes it up",
  },
  access: guardian,
  input: { path, body: z.strictObject({ text: ComplaintText }) },
  output: Standing,
  errors: [
    "resource.not-found",
    "complaint.withdrawn",
    "complaint.not-concluded",
    "complaint.reopened-before",
    "complaint.reopening-too-late",
  ],
  touches: {
    reads: RULES,
    writes: ["complaint", "personal", "notice"],
    personal: ["complaint"],
  },
  load: { perSecond: 1 },
});

export const rateComplaint = defineUseCase({
  id: "rateComplaint",
  capability: "complaint",
  end: "family",
  method: "POST",
  path: "/v1/complaints/{complaintId}/rating",
  summary: {
    zh: "家长评价投诉办理情况（1–5 星），限一次",
    en: "The guardian rates with one to five stars how the complaint was handled, once",
  },
  access: guardian,
  input: { path, body: z.strictObject({ stars: z.int().min(1).max(5) }) },
  output: Standing,
  errors: [
    "resource.not-found",
    "complaint.withdrawn",
    "complaint.not-concluded",
    "complaint.already-rated",
  ],
  touches: { writes: ["complaint"] },
  load: { perSecond: 1 },
});

export const useCases = [
  fileComplaint,
  acceptResolution,
  rejectResolution,
  escalateComplaint,
  withdrawComplaint,
  reopenComplaint,
  rateComplaint,
];
