import * as z from "zod";
import { LookPurpose } from "../../adapters/personal/access-log.ts";
import { EVIDENCE } from "../../adapters/uploads/upload-folders.ts";
import { ComplaintStatus } from "../../domain/complaint/transitions.ts";
import { ComplaintTurn } from "../../domain/shared/complaint-codes.ts";
import { ComplaintId, InstitutionId, MemberId } from "../../domain/shared/ids.ts";
import { Timestamp } from "../../domain/shared/time.ts";
import { defineUseCase } from "../kit/contract.ts";
import { pageOutput, pageQuery } from "../kit/cursor.ts";
import { ComplaintAboutUs, ComplaintDetail, ComplaintFile, ComplaintSummary } from "./schemas.ts";

/** What each side sees of complaints. */

const path = z.strictObject({ complaintId: ComplaintId });
const page = z.strictObject(pageQuery);
const list = z.strictObject({ complaints: z.array(ComplaintSummary), ...pageOutput });
const shownEvidence = { access: "read", keyPrefix: EVIDENCE } as const;

export const listMyComplaints = defineUseCase({
  id: "listMyComplaints",
  capability: "complaint",
  end: "family",
  method: "GET",
  path: "/v1/complaints",
  summary: {
    zh: "列出家长本人的投诉，最新在前",
    en: "Lists the guardian's own complaints, the newest first",
  },
  access: { role: "guardian" },
  input: { query: page },
  output: list,
  errors: ["input.cursor-invalid"],
  touches: { reads: ["complaint", "complaintsByGuardian"] },
  load: { perSecond: 20 },
});

export const getMyComplaint = defineUseCase({
  id: "getMyComplaint",
  capability: "complaint",
  end: "family",
  method: "GET",
  path: "/v1/complaints/{complaintId}",
  summary: {
    zh: "查看本人的一件投诉：进度、由谁办理、期限与依据、时间线、证据",
    en: "One complaint: its state, whose turn it is, the deadline with its article, the timeline",
  },
  access: { role: "guardian" },
  input: { path },
  output: ComplaintDetail,
  errors: ["resource.not-found"],
  touches: { reads: ["complaint", "personal"], personal: ["complaint"], uploads: shownEvidence },
  load: { perSecond: 20 },
});

const institution = { role: "institution", duties: ["service", "owner"] } as const;

export const listInstitutionComplaints = defineUseCase({
  id: "listInstitutionComplaints",
  capability: "complaint",
  end: "institution",
  method: "GET",
  path: "/v1/institutions/{institutionId}/complaints",
  summary: {
    zh: "列出针对本机构的投诉，最新在前",
    en: "Lists the complaints about the caller's institution, the newest first",
  },
  access: institution,
  input: { path: z.strictObject({ institutionId: InstitutionId }), query: page },
  output: list,
  errors: ["resource.not-found", "input.cursor-invalid"],
  touches: { reads: ["complaint", "complaintsByInstitution"] },
  load: { perSecond: 10 },
});

export const getInstitutionComplaint = defineUseCase({
  id: "getInstitutionComplaint",
  capability: "complaint",
  end: "institution",
  method: "GET",
  path: "/v1/complaints/{complaintId}",
  summary: {
    zh: "查看针对本机构的一件投诉；家长选择匿名的，不显示其身份",
    en: "One complaint about the caller's institution; who complains only if the family lets it",
  },
  access: institution,
  input: { path },
  output: ComplaintAboutUs,
  errors: ["resource.not-found"],
  touches: {
    reads: ["complaint", "personal"],
    personal: ["complaint", "complaint-party"],
    uploads: shownEvidence,
  },
  load: { perSecond: 10 },
});

const officer = { role: "officer", duties: ["complaints", "audit"] } as const;

export const listComplaints = defineUseCase({
  id: "listComplaints",
  capability: "complaint",
  end: "management",
  method: "GET",
  path: "/v1/complaints",
  summary: {
    zh: "列出辖区内本部门主管的投诉，可按状态和办理方筛选",
    en: "Lists the complaints of the caller's area and trade, by status or by whose turn it is",
  },
  access: officer,
  input: {
    query: z.strictObject({
      ...pageQuery,
      status: ComplaintStatus.optional(),
      turn: ComplaintTurn.optional().meta({ description: "Only those that wait for this side" }),
    }),
  },
  output: list,
  errors: ["identity.outside-unit", "input.cursor-invalid"],
  touches: { reads: ["complaint", "complaintsByUnit", "unit"] },
  load: { perSecond: 10 },
});

export const getComplaint = defineUseCase({
  id: "getComplaint",
  capability: "complaint",
  end: "management",
  method: "GET",
  path: "/v1/complaints/{complaintId}",
  summary: {
    zh: "查看一件投诉；每次查看均留痕，写明用途的可见投诉人全部信息",
    en: "One complaint; every look is logged, and with a purpose it shows in clear who complains",
  },
  access: officer,
  input: {
    path,
    query: z.strictObject({
      purpose: LookPurpose.optional().meta({
        description: "What the clear view is for; without it who complains is shown masked",
      }),
    }),
  },
  output: ComplaintFile,
  errors: ["resource.not-found"],
  touches: {
    reads: ["complaint", "personal"],
    writes: ["accessLog"],
    personal: ["complaint", "complaint-party", "complaint-sealed"],
    uploads: shownEvidence,
  },
  load: { perSecond: 10 },
});

export const listComplaintLooks = defineUseCase({
  id: "listComplaintLooks",
  capability: "complaint",
  end: "management",
  method: "GET",
  path: "/v1/complaints/{complaintId}/looks",
  summary: {
    zh: "查看谁在何时、为何查看过一件投诉",
    en: "Who looked at a complaint, when, and what for",
  },
  access: { role: "officer", duties: ["audit"] },
  input: { path, query: page },
  output: z.strictObject({
    looks: z.array(
      z.strictObject({
        memberId: MemberId,
        at: Timestamp,
        isClear: z.boolean(),
        purpose: LookPurpose.optional(),
      }),
    ),
    ...pageOutput,
  }),
  errors: ["resource.not-found", "input.cursor-invalid"],
  touches: { reads: ["complaint", "accessLog"] },
  load: { perSecond: 1 },
});

export const useCases = [
  listMyComplaints,
  getMyComplaint,
  listInstitutionComplaints,
  getInstitutionComplaint,
  listComplaints,
  getComplaint,
  listComplaintLooks,
];
