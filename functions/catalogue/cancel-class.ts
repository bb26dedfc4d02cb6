import { aggregates } from "../../adapters/aggregates.ts";
import { classKind } from "../../adapters/repositories/catalogue-kinds.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { decideCancelClass } from "../../domain/catalogue/cancel-class.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { orThrow, Refused } from "../kit/problem.ts";
import type { cancelClass as contract } from "./class-contracts.ts";
import { ownStoredClass } from "./own-class.ts";
import { TIMETABLE_DUTIES } from "./session-contracts.ts";

/** From this commit on no seat is sold; sessions and families' money follow from its event. */
export const cancelClass = ({ table }: Kit): UseCaseOf<typeof contract> => {
  const classes = aggregates(table, classKind);
  const institutions = aggregates(table, institutionKind);

  return async ({ path: { classId } }, context) => {
    const stored = await ownStoredClass(table, context, classId, TIMETABLE_DUTIES);
    const institution = await institutions.find(stored.state.institutionId);
    invariant(institution, `the class ${classId} has an institution`);
    const { massRefundId } = institution.state;
    if (massRefundId !== undefined)
      throw new Refused("institution.mass-refund-ordered", { massRefundId });
    const decided = orThrow(decideCancelClass(stored.state, context.now));
    const { status } = decided.class;
    return commitCommand(
      table,
      context,
      classes.change(stored, decided.class, decided.event, context),
      { classId: stored.state.classId, status },
    );
  };
};
