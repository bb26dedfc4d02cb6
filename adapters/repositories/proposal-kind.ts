import { ProposalState } from "../../domain/proposal/proposal.ts";
import { dueOfProvisional, isProvisional } from "../../domain/proposal/provisional.ts";
import type { AggregateKind } from "../aggregates.ts";
import { dueAttributes } from "../due-index.ts";
import { keys } from "../table/keys.ts";

export const proposalKind: AggregateKind<ProposalState> = {
  type: "proposal",
  key: keys.proposal,
  schema: ProposalState,
  idOf: (state) => state.proposalId,
  indexes: (state) => ({
    gsi2pk: keys.proposalsOfUnit(state.unitId),
    gsi2sk: state.proposalId,
    ...(isProvisional(state)
      ? dueAttributes(keys.proposal(state.proposalId), dueOfProvisional(state))
      : {}),
  }),
  scope: (state) => ({
    unitId: state.unitId,
    ...("institutionId" in state ? { institutionId: state.institutionId } : {}),
  }),
};
