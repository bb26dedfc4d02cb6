import * as z from "zod";
import { OfficerDuty } from "../../domain/identity/member.ts";
import {
  BindingProposal,
  FreezeProposal,
  LiftProposal,
  MassRefundProposal,
  ProposalStatus,
} from "../../domain/proposal/proposal.ts";
import { NamedDay } from "../../domain/reference/calendar-year.ts";
import { MassRefundId, MemberId, ProposalId, UnitId } from "../../domain/shared/ids.ts";
import { LocalDate, Timestamp } from "../../domain/shared/time.ts";
import { RuleView } from "../reference/schemas.ts";

export const ProposalKindName = z.enum([
  "custody-account-binding",
  "rule-pack",
  "calendar",
  "institution-freeze",
  "freeze-lift",
  "mass-refund",
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
    kind: z.literal("calendar"),
    year: z.int(),
    notice: z.string(),
    namedDays: z.array(NamedDay),
  }),
  z.strictObject({
    ...common,
    ...FreezeProposal.pick({ kind: true, institutionId: true, reason: true }).shape,
    lapsesAt: Timestamp.meta({ description: "It is in force, and ends then unless confirmed" }),
  }),
  z.strictObject({
    ...common,
    ...LiftProposal.pick({ kind: true, institutionId: true, reason: true }).shape,
    freezeProposalId: ProposalId,
  }),
  z.strictObject({
    ...common,
    ...MassRefundProposal.pick({ kind: true, institutionId: true, reason: true }).shape,
    massRefundId: MassRefundId.optional().meta({ description: "What an approval has ordered" }),
  }),
]);
