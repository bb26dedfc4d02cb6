import * as z from "zod";
import { ProposalStatus } from "../../domain/institution/proposal.ts";
import { BankId, InstitutionId, ProposalId } from "../../domain/shared/ids.ts";
import { AccountBindingProposed } from "../../events/institution.ts";
import { defineTask, defineUseCase } from "../kit/contract.ts";
import { pageOutput, pageQuery } from "../kit/cursor.ts";
import { AccountNo, ProposalView } from "./schemas.ts";

export const bindCustodyAccount = defineUseCase({
  id: "bindCustodyAccount",
  capability: "institution",
  end: "management",
  method: "POST",
  path: "/v1/institutions/{institutionId}/custody-account-bindings",
  summary: {
    zh: "提议为机构绑定托管账户，由银行签名确认后交另一名经办人员审批",
    en: "Proposes a custody account; the bank confirms it, another officer decides",
  },
  access: { role: "officer", duties: ["funds"] },
  input: {
    path: z.strictObject({ institutionId: InstitutionId }),
    body: z.strictObject({ bankId: BankId, payoutAccountNo: AccountNo }),
  },
  output: z.strictObject({ proposalId: ProposalId, status: ProposalStatus }),
  status: 202,
  errors: ["institution.account-already-bound", "institution.binding-under-way"],
  idempotent: true,
  touches: { writes: ["institution", "proposal"] },
  load: { perSecond: 1 },
});

export const listProposals = defineUseCase({
  id: "listProposals",
  capability: "institution",
  end: "management",
  method: "GET",
  path: "/v1/proposals",
  summary: {
    zh: "列出辖区内待办与已办的双人复核事项",
    en: "Lists the matters of the caller's area that two officers decide",
  },
  access: { role: "officer", duties: ["funds", "audit"] },
  input: { query: z.strictObject({ ...pageQuery, status: ProposalStatus.optional() }) },
  output: z.strictObject({ proposals: z.array(ProposalView), ...pageOutput }),
  errors: ["input.cursor-invalid"],
  touches: { reads: ["proposal", "proposalsByUnit", "unit"] },
  load: { perSecond: 5 },
});

export const decideProposal = defineUseCase({
  id: "decideProposal",
  capability: "institution",
  end: "management",
  method: "POST",
  path: "/v1/proposals/{proposalId}/decision",
  summary: {
    zh: "审批他人提出的事项（双人复核）",
    en: "Approves or rejects what another officer proposed",
  },
  access: { role: "officer", duties: ["funds"] },
  input: {
    path: z.strictObject({ proposalId: ProposalId }),
    body: z.strictObject({
      decision: z.enum(["approve", "reject"]),
      reason: z.string().trim().min(2).max(500),
    }),
  },
  output: ProposalView,
  errors: [
    "proposal.author-decides",
    "proposal.awaits-bank",
    "proposal.holder-mismatch",
    "proposal.already-decided",
  ],
  idempotent: true,
  touches: { writes: ["institution", "proposal"] },
  load: { perSecond: 1 },
});

export const openCustodyAccount = defineTask({
  id: "openCustodyAccount",
  capability: "institution",
  summary: {
    zh: "请银行为机构开立托管账户并确认户名",
    en: "Asks the bank to open the custody account and to confirm its holder",
  },
  trigger: { kind: "events", events: [AccountBindingProposed] },
  touches: { reads: ["institution", "bank"], writes: ["proposal"], bank: true },
  alarm: {
    effect: "An institution cannot sell: the bank did not confirm its custody account.",
    runbook: "bank-does-not-confirm-account",
  },
});

export const useCases = [bindCustodyAccount, listProposals, decideProposal];
export const tasks = [openCustodyAccount];
