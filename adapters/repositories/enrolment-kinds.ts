import { EnrolmentState } from "../../domain/enrolment/enrolment.ts";
import { dueOfOrder } from "../../domain/enrolment/lapse-order.ts";
import type { AggregateKind } from "../aggregates.ts";
import { dueAttributes } from "../due-index.ts";
import { keys } from "../table/keys.ts";

/** A pupil's place in a class with the sub-ledger of its money, listed by its guardian; due while unpaid. */
export const enrolmentKind: AggregateKind<EnrolmentState> = {
  type: "enrolment",
  key: keys.enrolment,
  schema: EnrolmentState,
  idOf: (state) => state.enrolmentId,
  indexes: (state) => ({
    ...(state.guardianId === undefined
      ? {}
      : { gsi1pk: keys.enrolmentsOfGuardian(state.guardianId), gsi1sk: state.enrolmentId }),
    ...dueAttributes(keys.enrolment(state.enrolmentId), dueOfOrder(state)),
  }),
  scope: (state) => ({ unitId: state.countyUnitId, institutionId: state.institutionId }),
};
