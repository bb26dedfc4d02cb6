import * as z from "zod";
import { BankId, InstitutionId, MemberId, ProposalId, UnitId } from "../shared/ids.ts";

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

/** A matter that two officers decide (双人复核): one proposes, another approves or rejects. */
export const ProposalState = z.object({
  proposalId: ProposalId,
  kind: z.literal("custody-account-binding"),
  status: ProposalStatus,
  institutionId: InstitutionId,
  institutionName: z.string(),
  countyUnitId: UnitId,
  authorId: MemberId,
  proposedAt: z.int(),
  bankId: BankId,
  payoutAccountNo: z.string(),
  confirmation: BankConfirmation.optional(),
  decision: z.object({ officerId: MemberId, at: z.int(), reason: z.string().max(500) }).optional(),
});
export type ProposalState = z.infer<typeof ProposalState>;
