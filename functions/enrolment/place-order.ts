import { aggregates } from "../../adapters/aggregates.ts";
import { takeSeatChange } from "../../adapters/repositories/class-items.ts";
import { rosterOrderChange } from "../../adapters/repositories/class-pupils.ts";
import { contractTermsChange } from "../../adapters/repositories/enrolment-items.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { findOrderGuard, orderGuardChange } from "../../adapters/repositories/order-guard-items.ts";
import { isStudentOf } from "../../adapters/repositories/guardian-students.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { contractTerms } from "../../domain/enrolment/contract-terms.ts";
import { decidePlaceOrder } from "../../domain/enrolment/place-order.ts";
import { sellableFactsOf } from "../../domain/institution/sellable-facts.ts";
import { EnrolmentId, MemberId } from "../../domain/shared/ids.ts";
import { saleLimits } from "../catalogue/sale-limits.ts";
import { memberOf, notFound } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { orThrow } from "../kit/problem.ts";
import type { placeOrder as contract } from "./contracts.ts";
import { contractNoOf } from "./contract-no.ts";
import { findOffer } from "./offer.ts";
import { termsHashOf } from "./terms-hash.ts";

export const placeOrder = ({ table, units, rules }: Kit): UseCaseOf<typeof contract> => {
  const enrolments = aggregates(table, enrolmentKind);

  return async ({ body: { studentId, classId } }, context) => {
    const guardianId = MemberId.parse(memberOf(context).memberId);
    if (!(await isStudentOf(table, guardianId, studentId))) throw notFound("student", studentId);
    const offer = await findOffer(table, classId);
    const { course, institution } = offer;
    const { institutionId, subjectKey } = course;
    const [limits, stored] = await Promise.all([
      saleLimits({ units, rules }, course, context.now),
      findOrderGuard(table, { studentId, institutionId, subjectKey }),
    ]);

    const enrolmentId = EnrolmentId.parse(context.newId("enr"));
    const parties = { enrolmentId, studentId, guardianId, contractNo: contractNoOf(enrolmentId) };
    const terms = contractTerms(parties, { ...offer, ...limits });
    const termsHash = termsHashOf(terms);
    const facts = { ...offer, institution: sellableFactsOf(institution) };
    const decided = orThrow(
      decidePlaceOrder(facts, stored.guard, { ...parties, termsHash }, limits, context.now),
    );
    const { status, priceFen, contract } = decided.enrolment;
    return commitCommand(
      table,
      context,
      [
        takeSeatChange(offer.class),
        ...enrolments.create(decided.enrolment, decided.event, context),
        contractTermsChange(terms),
        rosterOrderChange(decided.enrolment),
        orderGuardChange(stored, decided.guard),
      ],
      { enrolmentId, status, priceFen, contractNo: contract.contractNo, termsHash },
    );
  };
};
