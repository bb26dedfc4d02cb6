import * as z from "zod";
import type { OfficerDuty } from "../identity/member.ts";
import { CalendarYear } from "../reference/calendar-year.ts";
import { RuleParameter } from "../reference/rule-packs.ts";
import { BankId, InstitutionId, MemberId, ProposalId, UnitId } from "../shared/ids.ts";
import { LocalDate } from "../shared/time.ts";

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

export const ProposalStatus = z.enum(["awaiting-bank", "ready", "approved", "rejected"]);
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

export const ProposalState = z.discriminatedUnion("kind", [
  BindingProposal,
  RulePackProposal,
  CalendarProposal,
]);
export type ProposalState = z.infer<typeof ProposalState>;
export type ProposalKind = ProposalState["kind"];

/** Which duty of an officer decides a matter of each kind. */
export const DUTY_OF_KIND: Readonly<Record<ProposalKind, OfficerDuty>> = {
  "custody-account-binding": "funds",
  "rule-pack": "reference",
  calendar: "reference",
};
