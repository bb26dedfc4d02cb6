import * as z from "zod";
import type { OfficerDuty } from "../identity/member.ts";
import { CalendarYear } from "../reference/calendar-year.ts";
import { RuleParameter } from "../reference/rule-packs.ts";
import {
  BankId,
  InstitutionId,
  MassRefundId,
  MemberId,
  ProposalId,
  UnitId,
} from "../shared/ids.ts";
import { EpochMs, LocalDate } from "../shared/time.ts";

/** What the bank confirmed with its signature, and that signature as evidence. */
export const BankConfirmation = z.object({
  custodyAccountNo: z.string(),
  /** In whose name the bank keeps the payout account. */
  holderName: z.string(),
  confirmedAt: z.int(),
  keyId: z.string(),
  contentDigest: z.string(),
  signatureInput: z.string(),
  signature: z.string(),
  /** The signature of the request that was answered: the bank's own signature covers it. */
  requestSignature: z.string(),
});
export type BankConfirmation = z.infer<typeof BankConfirmation>;

export const ProposalStatus = z.enum(["awaiting-bank", "ready", "approved", "rejected", "lapsed"]);
export type ProposalStatus = z.infer<typeof ProposalStatus>;

/** What every matter has that two officers decide (双人复核): one proposes, another approves or rejects. */
const common = {
  proposalId: ProposalId,
  status: ProposalStatus,
  /** The unit whose officers decide. */
  unitId: UnitId,
  authorId: MemberId,
  proposedAt: z.int(),
  decision: z.object({ officerId: MemberId, at: z.int(), reason: z.string().max(500) }).optional(),
};

export const BindingProposal = z.object({
  ...common,
  kind: z.literal("custody-account-binding"),
  institutionId: InstitutionId,
  institutionName: z.string(),
  bankId: BankId,
  payoutAccountNo: z.string(),
  confirmation: BankConfirmation.optional(),
});
export type BindingProposal = z.infer<typeof BindingProposal>;

export const RulePackProposal = z.object({
  ...common,
  kind: z.literal("rule-pack"),
  effectiveFrom: LocalDate,
  parameters: z.array(RuleParameter),
});
export type RulePackProposal = z.infer<typeof RulePackProposal>;

export const CalendarProposal = z.object({
  ...common,
  kind: z.literal("calendar"),
  calendar: CalendarYear,
});
export type CalendarProposal = z.infer<typeof CalendarProposal>;

/** A freeze that is in force already, and ends unless another officer confirms it. */
export const FreezeProposal = z.object({
  ...common,
  kind: z.literal("institution-freeze"),
  institutionId: InstitutionId,
  reason: z.string().max(500),
  /** The first instant at which it is too late to confirm it. */
  lapsesAt: EpochMs,
});
export type FreezeProposal = z.infer<typeof FreezeProposal>;

export const LiftProposal = z.object({
  ...common,
  kind: z.literal("freeze-lift"),
  institutionId: InstitutionId,
  reason: z.string().max(500),
  /** The freeze that it is about, and no later one. */
  freezeProposalId: ProposalId,
});
export type LiftProposal = z.infer<typeof LiftProposal>;

export const MassRefundProposal = z.object({
  ...common,
  kind: z.literal("mass-refund"),
  institutionId: InstitutionId,
  reason: z.string().max(500),
  /** What an approval has ordered. */
  massRefundId: MassRefundId.optional(),
});
export type MassRefundProposal = z.infer<typeof MassRefundProposal>;

export const ProposalState = z.discriminatedUnion("kind", [
  BindingProposal,
  RulePackProposal,
  CalendarProposal,
  FreezeProposal,
  LiftProposal,
  MassRefundProposal,
]);
export type ProposalState = z.infer<typeof ProposalState>;
export type ProposalKind = ProposalState["kind"];

/** Which duty of an officer decides a matter of each kind. */
export const DUTY_OF_KIND: Readonly<Record<ProposalKind, OfficerDuty>> = {
  "custody-account-binding": "funds",
  "rule-pack": "reference",
  calendar: "reference",
  "institution-freeze": "funds",
  "freeze-lift": "funds",
  "mass-refund": "funds",
};
