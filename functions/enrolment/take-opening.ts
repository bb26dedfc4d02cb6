import { aggregates } from "../../adapters/aggregates.ts";
import { findClass, takeSeatChange } from "../../adapters/repositories/class-items.ts";
import { rosterOrderChange } from "../../adapters/repositories/class-pupils.ts";
import { contractTermsChange } from "../../adapters/repositories/enrolment-items.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import {
  statedOpeningChanges,
  unclaimedOpeningChange,
} from "../../adapters/repositories/opening-deposits.ts";
import { findOrderGuard, orderGuardChange } from "../../adapters/repositories/order-guard-items.ts";
import { firstGuardian } from "../../adapters/repositories/student-registry.ts";
import { contractTerms } from "../../domain/enrolment/contract-terms.ts";
import { restOf, stateOpening } from "../../domain/enrolment/state-opening.ts";
import type { JobOf } from "../../domain/job/job.ts";
import { EnrolmentId } from "../../domain/shared/ids.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { RequestContext } from "../kit/context.ts";
import type { Kit } from "../kit/deps.ts";
import type { TakenRow } from "../kit/settle-row.ts";
import type { PlacedOpening } from "./place-opening.ts";
import { contractNoOf } from "./contract-no.ts";
import { termsHashOf } from "./terms-hash.ts";

/** Enters one line: a seat, the enrolment with its terms, the pupil's guard, and its part of the deposit. */
export function openingTaker({ table }: Pick<Kit, "table">) {
  const enrolments = aggregates(table, enrolmentKind);

  return async (
    { line, sale, overLimits, offer, limits, studentId }: PlacedOpening,
    { jobId }: JobOf<"enrolments">,
    context: RequestContext,
  ): Promise<TakenRow> => {
    const { classId } = offer.class;
    const { institutionId, subjectKey } = offer.course;
    const [now, stored, family] = await Promise.all([
      findClass(table, classId),
      findOrderGuard(table, { studentId, institutionId, subjectKey }),
      firstGuardian(table, studentId),
    ]);
    invariant(now, `the class ${classId} exists`);
    if (now.seatsTaken >= now.capacity) return { outcome: "refused", changes: [] };

    const opening = { ...sale, jobId, line, overLimits: [...overLimits] };
    const enrolmentId = EnrolmentId.parse(context.newId("enr"));
    const { guardianId } = family;
    const parties = {
      ...{ enrolmentId, studentId, contractNo: contractNoOf(enrolmentId) },
      ...(guardianId === undefined ? {} : { guardianId }),
    };
    const course = restOf(offer.course, opening);
    const sessions = offer.sessions.slice(0, course.lessonCount);
    // What an earlier contract says of missed lessons is not known here: nothing is agreed.
    const { absence: _ofNewSales, ...terms } = contractTerms(parties, {
      ...{ ...offer, ...limits, course, sessions },
    });
    const { rulePackVersion } = limits;
    const command = {
      ...{ ...parties, classId, rulePackVersion, sale: opening },
      termsHash: termsHashOf(terms),
    };
    const { enrolment, guard, event } = stateOpening(
      offer.course,
      stored.guard,
      command,
      context.now,
    );
    const part = { enrolmentId, amountFen: enrolment.priceFen };
    return {
      outcome: "created",
      changes: [
        // The seat may go to somebody else meanwhile: then the line is decided anew.
        { write: takeSeatChange(now).write },
        ...enrolments.create(enrolment, event, context),
        contractTermsChange(terms),
        rosterOrderChange(enrolment),
        orderGuardChange(stored, guard),
        // A guardian who adds the pupil meanwhile would find nothing to claim: then the line is decided anew.
        ...("stillNobody" in family ? [family.stillNobody, unclaimedOpeningChange(enrolment)] : []),
        ...statedOpeningChanges({ jobId, line, classId, studentId, part }),
      ],
    };
  };
}
