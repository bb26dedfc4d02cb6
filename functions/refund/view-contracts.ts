import * as z from "zod";
import { RefundTurn } from "../../domain/refund/next-step.ts";
import { InstitutionId, RefundId } from "../../domain/shared/ids.ts";
import { RefundStatus } from "../../domain/shared/refund-words.ts";
import { defineUseCase } from "../kit/contract.ts";
import { pageOutput, pageQuery } from "../kit/cursor.ts";
import { RefundDetail, RefundSummary } from "./schemas.ts";

/** What each side sees of refunds. */

const path = z.strictObject({ refundId: RefundId });
const page = z.strictObject(pageQuery);
const list = z.strictObject({ refunds: z.array(RefundSummary), ...pageOutput });
const whole = { reads: ["refund", "personal"], personal: ["refund"] } as const;

export const listMyRefunds = defineUseCase({
  id: "listMyRefunds",
  capability: "refund",
  end: "family",
  method: "GET",
  path: "/v1/refunds",
  summary: {
    zh: "列出家长本人的退费，最新在前",
    en: "Lists the guardian's own refunds, the newest first",
  },
  access: { role: "guardian" },
  input: { query: page },
  output: list,
  errors: ["input.cursor-invalid"],
  touches: { reads: ["refund", "refundsByGuardian"] },
  load: { perSecond: 20 },
});

export const getMyRefund = defineUseCase({
  id: "getMyRefund",
  capability: "refund",
  end: "family",
  method: "GET",
  path: "/v1/refunds/{refundId}",
  summary: {
    zh: "查看本人的一项退费：进度、轮到谁、期限与依据、计算明细、时间线",
    en: "One refund: its state, whose turn it is, the deadline with its article, lines, timeline",
  },
  access: { role: "guardian" },
  input: { path },
  output: RefundDetail,
  errors: ["resource.not-found"],
  touches: whole,
  load: { perSecond: 20 },
});

const institution = { role: "institution", duties: ["owner", "finance", "service"] } as const;

export const listInstitutionRefunds = defineUseCase({
  id: "listInstitutionRefunds",
  capability: "refund",
  end: "institution",
  method: "GET",
  path: "/v1/institutions/{institutionId}/refunds",
  summary: {
    zh: "列出向本机构申请的退费，最新在前",
    en: "Lists the refunds that families ask of the caller's institution, the newest first",
  },
  access: institution,
  input: { path: z.strictObject({ institutionId: InstitutionId }), query: page },
  output: list,
  errors: ["resource.not-found", "input.cursor-invalid"],
  touches: { reads: ["refund", "refundsByInstitution"] },
  load: { perSecond: 10 },
});

export const getInstitutionRefund = defineUseCase({
  id: "getInstitutionRefund",
  capability: "refund",
  end: "institution",
  method: "GET",
  path: "/v1/refunds/{refundId}",
  summary: {
    zh: "查看向本机构申请的一项退费",
    en: "One refund that a family asks of the caller's institution",
  },
  access: institution,
  input: { path },
  output: RefundDetail,
  errors: ["resource.not-found"],
  touches: whole,
  load: { perSecond: 10 },
});

const officer = { role: "officer", duties: ["funds", "audit"] } as const;

export const listRefunds = defineUseCase({
  id: "listRefunds",
  capability: "refund",
  end: "management",
  method: "GET",
  path: "/v1/refunds",
  summary: {
    zh: "列出辖区内本部门主管机构的退费，可按状态和轮到谁筛选",
    en: "Lists the refunds of the caller's area and trade, by status or by whose turn it is",
  },
  access: officer,
  input: {
    query: z.strictObject({
      ...pageQuery,
      status: RefundStatus.optional(),
      turn: RefundTurn.optional().meta({ description: "Only those that wait for this side" }),
    }),
  },
  output: list,
  errors: ["identity.outside-unit", "input.cursor-invalid"],
  touches: { reads: ["refund", "refundsByUnit", "institution", "unit"] },
  load: { perSecond: 10 },
});

export const getRefund = defineUseCase({
  id: "getRefund",
  capability: "refund",
  end: "management",
  method: "GET",
  path: "/v1/refunds/{refundId}",
  summary: {
    zh: "查看辖区内的一项退费，包括计算明细、付款与各方陈述",
    en: "One refund of the caller's area, with its lines, its payment and what the sides wrote",
  },
  access: officer,
  input: { path },
  output: RefundDetail,
  errors: ["resource.not-found"],
  touches: { ...whole, reads: [...whole.reads, "institution"] },
  load: { perSecond: 10 },
});

export const useCases = [
  listMyRefunds,
  getMyRefund,
  listInstitutionRefunds,
  getInstitutionRefund,
  listRefunds,
  getRefund,
];
