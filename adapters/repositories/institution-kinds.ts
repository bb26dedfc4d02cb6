import { InstitutionState } from "../../domain/institution/institution.ts";
import { ProposalState } from "../../domain/institution/proposal.ts";
import type { AggregateKind } from "../aggregates.ts";
import { keys } from "../table/keys.ts";

export const institutionKind: AggregateKind<InstitutionState> = {
  type: "institution",
  key: keys.institution,
  schema: InstitutionState,
  idOf: (state) => state.institutionId,
  indexes: (state) => ({
    gsi2pk: keys.institutionsOfUnit(state.countyUnitId),
    gsi2sk: state.institutionId,
  }),
  scope: (state) => ({ unitId: state.countyUnitId, institutionId: state.institutionId }),
};

export const proposalKind: AggregateKind<ProposalState> = {
  type: "proposal",
  key: keys.proposal,
  schema: ProposalState,
  idOf: (state) => state.proposalId,
  indexes: (state) => ({
    gsi2pk: keys.proposalsOfUnit(state.countyUnitId),
    gsi2sk: state.proposalId,
  }),
  scope: (state) => ({ unitId: state.countyUnitId, institutionId: state.institutionId }),
};
