import * as z from "zod";
import { OfficerDuty } from "../../domain/identity/member.ts";
import {
  BindingProposal,
  DepositProposal,
  FreezeProposal,
  IndicatorEndProposal,
  IndicatorProposal,
  LiftProposal,
  MassRefundProposal,
  ProposalStatus,
  StopLiftProposal,
  StopProposal,
} from "../../domain/proposal/proposal.ts";
import { NamedDay } from "../../domain/reference/calendar-year.ts";
import { MassRefundId, MemberId, ProposalId, UnitId } from "../../domain/shared/ids.ts";
import { LocalDate, Timestamp } from "../../domain/shared/time.ts";
import { LegalBasisView } from "../measure/schemas.ts";
import { RuleView } from "../reference/schemas.ts";

export const ProposalKindName = z.enum([
  "custody-account-binding",
  "rule-pack",
  "indicator-parameters",
  "indicator-end",
  "calendar",
  "institution-freeze",
  "freeze-lift",
  "institution-stop",
  "stop-lift",
  "mass-refund",
  "deposit-account",
]);

const common = {
  proposalId: ProposalId,
  status: ProposalStatus,
  duty: OfficerDuty.meta({ description: "The duty that decides it" }),
  unitId: UnitId.meta({ description: "The unit whose officers decide" }),
  authorId: MemberId,
  proposedAt: Timestamp,
  decision: z.strictObject({ officerId: z.string(), at: Timestamp, reason: z.string() }).optional(),
};

/** A matter that two officers decide, with what it is about. */
export const ProposalView = z.discriminatedUnion("kind", [
  z.strictObject({
    ...common,
    kind: z.literal("custody-account-binding"),
    ...BindingProposal.pick({
      institutionId: true,
      institutionName: true,
      bankId: true,
      payoutAccountNo: true,
    }).shape,
    bank: z
      .strictObject({
        custodyAccountNo: z.string(),
        holderName: z.string(),
        holderMatches: z.boolean(),
        confirmedAt: Timestamp,
        keyId: z.string(),
        signature: z.string(),
      })
      .optional(),
  }),
  z.strictObject({
    ...common,
    kind: z.literal("rule-pack"),
    effectiveFrom: LocalDate,
    parameters: z.array(RuleView),
  }),
  z.strictObject({
    ...common,
    ...IndicatorProposal.pick({
      kind: true,
      versionId: true,
      indicatorId: true,
      draftedBy: true,
      effectiveFrom: true,
      trialId: true,
    }).shape,
    parameters: z.array(RuleView),
  }),
  z.strictObject({
    ...common,
    ...IndicatorEndProposal.pick({
      kind: true,
      versionId: true,
      indicatorId: true,
      effectiveFrom: true,
      reason: true,
    }).shape,
    parameters: z.array(RuleView).meta({ description: "The unit's values that hold again" }),
  }),
  z.strictObject({
    ...common,
    kind: z.literal("calendar"),
    year: z.int(),
    notice: z.string(),
    namedDays: z.array(NamedDay),
  }),
  z.strictObject({
    ...common,
    ...FreezeProposal.pick({ kind: true, institutionId: true, reason: true, alertId: true }).shape,
    basis: LegalBasisView,
    lapsesAt: Timestamp.meta({ description: "It is in force, and ends then unless confirmed" }),
  }),
  z.strictObject({
    ...common,
    ...LiftProposal.pick({ kind: true, institutionId: true, reason: true }).shape,
    freezeProposalId: ProposalId,
  }),
  z.strictObject({
    ...common,
    ...StopProposal.pick({ kind: true, institutionId: true, measureId: true, stop: true }).shape,
    lapsesAt: Timestamp.meta({ description: "It is in force, and ends then unless confirmed" }),
  }),
  z.strictObject({
    ...common,
    ...StopLiftProposal.pick({ kind: true, institutionId: true, measureId: true, stop: true })
      .shape,
    reason: z.string(),
  }),
  z.strictObject({
    ...common,
    ...MassRefundProposal.pick({ kind: true, institutionId: true, reason: true }).shape,
    massRefundId: MassRefundId.optional().meta({ description: "What an approval has ordered" }),
  }),
  z.strictObject({
    ...common,
    ...DepositProposal.pick({
      kind: true,
      institutionId: true,
      bankId: true,
      depositAccountNo: true,
    }).shape,
  }),
]);
