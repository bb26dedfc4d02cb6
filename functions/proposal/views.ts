import type * as z from "zod";
import {
  type BindingProposal,
  DUTY_OF_KIND,
  type ProposalState,
} from "../../domain/proposal/proposal.ts";
import { toRfc3339 } from "../../domain/shared/time.ts";
import { legalBasisView } from "../measure/legal-basis-view.ts";
import type { ProposalView } from "./schemas.ts";

/** How a proposal is shown, with what it is about. */
export function proposalView(proposal: ProposalState): z.input<typeof ProposalView> {
  switch (proposal.kind) {
    case "custody-account-binding": {
      const { institutionId, institutionName, bankId, payoutAccountNo } = proposal;
      const { kind } = proposal;
      const shown = { kind, institutionId, institutionName, bankId, payoutAccountNo };
      return { ...common(proposal), ...shown, ...bankOf(proposal) };
    }
    case "rule-pack": {
      const { kind, effectiveFrom, parameters } = proposal;
      return { ...common(proposal), kind, effectiveFrom, parameters };
    }
    case "indicator-parameters": {
      const { kind, versionId, indicatorId, draftedBy, effectiveFrom, parameters } = proposal;
      const tried = proposal.trialId === undefined ? {} : { trialId: proposal.trialId };
      const shown = { kind, versionId, indicatorId, draftedBy, effectiveFrom, parameters };
      return { ...common(proposal), ...shown, ...tried };
    }
    case "indicator-end": {
      const { kind, versionId, indicatorId, effectiveFrom, reason, parameters } = proposal;
      const shown = { kind, versionId, indicatorId, effectiveFrom, reason, parameters };
      return { ...common(proposal), ...shown };
    }
    case "calendar": {
      const { year, notice, namedDays } = proposal.calendar;
      return { ...common(proposal), kind: proposal.kind, year, notice, namedDays };
    }
    case "institution-freeze": {
      const { kind, institutionId, reason, alertId } = proposal;
      const basis = legalBasisView(proposal.basis);
      const lapsesAt = toRfc3339(proposal.lapsesAt);
      return { ...common(proposal), kind, institutionId, basis, reason, alertId, lapsesAt };
    }
    case "freeze-lift": {
      const { kind, institutionId, reason, freezeProposalId } = proposal;
      return { ...common(proposal), kind, institutionId, reason, freezeProposalId };
    }
    case "institution-stop": {
      const { kind, institutionId, measureId, stop } = proposal;
      const lapsesAt = toRfc3339(proposal.lapsesAt);
      return { ...common(proposal), kind, institutionId, measureId, stop, lapsesAt };
    }
    case "stop-lift": {
      const { kind, institutionId, measureId, stop, reason } = proposal;
      return { ...common(proposal), kind, institutionId, measureId, stop, reason };
    }
    case "mass-refund": {
      const { kind, institutionId, reason, massRefundId } = proposal;
      const ordered = massRefundId === undefined ? {} : { massRefundId };
      return { ...common(proposal), kind, institutionId, reason, ...ordered };
    }
    case "deposit-account": {
      const { kind, institutionId, bankId, depositAccountNo } = proposal;
      return { ...common(proposal), kind, institutionId, bankId, depositAccountNo };
    }
  }
}

const common = (proposal: ProposalState) => {
  const { proposalId, status, kind, unitId, authorId, proposedAt, decision } = proposal;
  return {
    ...{ proposalId, status, unitId, authorId },
    duty: DUTY_OF_KIND[kind],
    proposedAt: toRfc3339(proposedAt),
    ...(decision === undefined ? {} : { decision: { ...decision, at: toRfc3339(decision.at) } }),
  };
};

const bankOf = ({ confirmation, institutionName }: BindingProposal) =>
  confirmation === undefined
    ? {}
    : {
        bank: {
          custodyAccountNo: confirmation.custodyAccountNo,
          holderName: confirmation.holderName,
          holderMatches: confirmation.holderName === institutionName,
          confirmedAt: toRfc3339(confirmation.confirmedAt),
          keyId: confirmation.keyId,
          signature: confirmation.signature,
        },
      };
