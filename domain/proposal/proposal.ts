import * as z from "zod";
import type { OfficerDuty } from "../identity/member.ts";
import { CalendarYear } from "../reference/calendar-year.ts";
import { RuleParameter } from "../reference/rule-packs.ts";
import {
  AlertId,
  BankId,
  IndicatorTrialId,
  IndicatorVersionId,
  InstitutionId,
  MassRefundId,
  MeasureId,
  MemberId,
  ProposalId,
  UnitId,
} from "../shared/ids.ts";
import { IndicatorId } from "../shared/risk-codes.ts";
import { LegalBasis, StopKind } from "../shared/measure-codes.ts";
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

export const ProposalStatus = z.enum([
  "awaiting-bank",
  "ready",
  "approved",
  "rejected",
  "lapsed",
  "withdrawn",
]);
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

/** New limits of an indicator, tried on days that are over; approved they become part of the unit's rule pack. */
export const IndicatorProposal = z.object({
  ...common,
  kind: z.literal("indicator-parameters"),
  versionId: IndicatorVersionId,
  indicatorId: IndicatorId,
  /** Who drafted it: neither they nor the author decide it. */
  draftedBy: MemberId,
  effectiveFrom: LocalDate,
  parameters: z.array(RuleParameter),
  /** The last trial: whom it would have warned of. */
  trialId: IndicatorTrialId.optional(),
});
export type IndicatorProposal = z.infer<typeof IndicatorProposal>;

/** That a live version of an indicator's limits ends: approved, the values before it hold again. */
export const IndicatorEndProposal = z.object({
  ...common,
  kind: z.literal("indicator-end"),
  versionId: IndicatorVersionId,
  indicatorId: IndicatorId,
  effectiveFrom: LocalDate,
  reason: z.string().max(500),
  /** The unit's own values that hold again; none leaves the indicator to the levels above. */
  parameters: z.array(RuleParameter),
});
export type IndicatorEndProposal = z.infer<typeof IndicatorEndProposal>;

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
  basis: LegalBasis,
  /** The warning because of which it was ordered, if one was. */
  alertId: AlertId.optional(),
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

/** A stop of releases or of sales that is in force already, and ends unless another officer confirms it. */
export const StopProposal = z.object({
  ...common,
  kind: z.literal("institution-stop"),
  institutionId: InstitutionId,
  /** The measure says why, and by which article. */
  measureId: MeasureId,
  stop: StopKind,
  /** The first instant at which it is too late to confirm it. */
  lapsesAt: EpochMs,
});
export type StopProposal = z.infer<typeof StopProposal>;

export const StopLiftProposal = z.object({
  ...common,
  kind: z.literal("stop-lift"),
  institutionId: InstitutionId,
  measureId: MeasureId,
  stop: StopKind,
  reason: z.string().max(500),
});
export type StopLiftProposal = z.infer<typeof StopLiftProposal>;

export const MassRefundProposal = z.object({
  ...common,
  kind: z.literal("mass-refund"),
  institutionId: InstitutionId,
  reason: z.string().max(500),
  /** What an approval has ordered. */
  massRefundId: MassRefundId.optional(),
});
export type MassRefundProposal = z.infer<typeof MassRefundProposal>;

/** The account in which an institution keeps its performance deposit. */
export const DepositProposal = z.object({
  ...common,
  kind: z.literal("deposit-account"),
  institutionId: InstitutionId,
  bankId: BankId,
  depositAccountNo: z.string().min(1).max(40),
});
export type DepositProposal = z.infer<typeof DepositProposal>;

export const ProposalState = z.discriminatedUnion("kind", [
  BindingProposal,
  RulePackProposal,
  IndicatorProposal,
  IndicatorEndProposal,
  CalendarProposal,
  FreezeProposal,
  LiftProposal,
  StopProposal,
  StopLiftProposal,
  MassRefundProposal,
  DepositProposal,
]);
export type ProposalState = z.infer<typeof ProposalState>;
export type ProposalKind = ProposalState["kind"];

/** Which duty of an officer decides a matter of each kind. */
export const DUTY_OF_KIND: Readonly<Record<ProposalKind, OfficerDuty>> = {
  "custody-account-binding": "funds",
  "rule-pack": "reference",
  "indicator-parameters": "reference",
  "indicator-end": "reference",
  calendar: "reference",
  "institution-freeze": "funds",
  "freeze-lift": "funds",
  "institution-stop": "funds",
  "stop-lift": "funds",
  "mass-refund": "funds",
  "deposit-account": "funds",
};
