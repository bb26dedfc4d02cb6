import * as z from "zod";
import { ProposalStatus } from "../../domain/proposal/proposal.ts";
import { ProposalId } from "../../domain/shared/ids.ts";
import { defineUseCase } from "../kit/contract.ts";
import { pageOutput, pageQuery } from "../kit/cursor.ts";
import { ProposalKindName, ProposalView } from "./schemas.ts";

export const listProposals = defineUseCase({
  id: "listProposals",
  capability: "proposal",
  end: "management",
  method: "GET",
  path: "/v1/proposals",
  summary: {
    zh: "列出辖区内本部门主管的待办与已办双人复核事项",
    en: "Lists the matters of the caller's area and trade that two officers decide",
  },
  access: { role: "officer", duties: ["funds", "reference", "audit"] },
  input: {
    query: z.strictObject({
      ...pageQuery,
      status: ProposalStatus.optional(),
      kind: ProposalKindName.optional(),
    }),
  },
  output: z.strictObject({ proposals: z.array(ProposalView), ...pageOutput }),
  errors: ["identity.outside-unit", "input.cursor-invalid"],
  touches: { reads: ["institution", "proposal", "proposalsByUnit", "unit"] },
  load: { perSecond: 5 },
});

export const decideProposal = defineUseCase({
  id: "decideProposal",
  capability: "proposal",
  end: "management",
  method: "POST",
  path: "/v1/proposals/{proposalId}/decision",
  summary: {
    zh: "审批他人提出的事项（双人复核）",
    en: "Approves or rejects what another officer proposed",
  },
  access: { role: "officer", duties: ["funds", "reference"] },
  input: {
    path: z.strictObject({ proposalId: ProposalId }),
    body: z.strictObject({
      decision: z.enum(["approve", "reject"]),
      reason: z.string().trim().min(2).max(500),
    }),
  },
  output: ProposalView,
  errors: [
    "identity.outside-unit",
    "proposal.author-decides",
    "proposal.awaits-bank",
    "proposal.holder-mismatch",
    "proposal.already-decided",
    "rule.looser-than-above",
    "rule.effective-too-early",
    "indicator.later-pack-adopted",
    "indicator.version-replaced",
    "calendar.year-not-open",
    "institution.freeze-lapsed",
    "measure.stop-lapsed",
    "measure.over",
    "institution.not-frozen",
    "institution.frozen-anew",
    "institution.mass-refund-ordered",
    "institution.freeze-unconfirmed",
    "refund.balance-not-known",
    "refund.balance-under-way",
    "supervision.deposit-already-bound",
    "supervision.deposit-account-taken",
  ],
  idempotent: true,
  touches: {
    reads: ["balance"],
    writes: [
      "institution",
      "proposal",
      "rulePack",
      "indicatorVersion",
      "calendar",
      "massRefund",
      "measure",
      "alert",
      "notice",
      "deposit",
      "depositAccount",
    ],
  },
  load: { perSecond: 1 },
});

export const useCases = [listProposals, decideProposal];
