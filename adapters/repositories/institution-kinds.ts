import { InstitutionState } from "../../domain/institution/institution.ts";
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
    ...(state.account === undefined
      ? {}
      : {
          gsi1pk: keys.custodyAccount(state.account.bankId, state.account.custodyAccountNo),
          gsi1sk: state.institutionId,
        }),
  }),
  scope: (state) => ({ unitId: state.countyUnitId, institutionId: state.institutionId }),
};
