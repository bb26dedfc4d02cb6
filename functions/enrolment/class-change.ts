import {
  findGuardHolding,
  type StoredGuard,
} from "../../adapters/repositories/order-guard-items.ts";
import { openComplaintAbout } from "../../adapters/repositories/complaint-items.ts";
import {
  type ClassChangeDecision,
  ClassChangeQuote,
  decideChangeClass,
  type WeighedChange,
  weighClassChange,
} from "../../domain/enrolment/change-class.ts";
import { type ContractTerms, contractTerms } from "../../domain/enrolment/contract-terms.ts";
import { guardianOf } from "../../domain/enrolment/enrolment.ts";
import { partOfClass } from "../../domain/enrolment/part-of-class.ts";
import { sellableFactsOf } from "../../domain/institution/sellable-facts.ts";
import type { ClassId, EnrolmentId } from "../../domain/shared/ids.ts";
import { saleLimits } from "../catalogue/sale-limits.ts";
import { memberOf, notFound } from "../kit/access.ts";
import type { RequestContext } from "../kit/context.ts";
import type { Kit } from "../kit/deps.ts";
import { orThrow, Refused } from "../kit/problem.ts";
import { sealedQuotes } from "../kit/sealed-quote.ts";
import { type FoundOrder, findOrder } from "../refund/find-order.ts";
import { contractNoOf } from "./contract-no.ts";
import { findOffer, type FoundOffer } from "./offer.ts";
import { termsHashOf } from "./terms-hash.ts";

export const sealedChangeQuotes = ({ mac }: Pick<Kit, "mac">) =>
  sealedQuotes(mac, {
    purpose: "class-change-quote",
    schema: ClassChangeQuote,
    notYours: "enrolment.change-quote-not-yours",
  });

interface Asked {
  readonly toEnrolmentId: EnrolmentId;
  readonly classId: ClassId;
  readonly lessonNumbers?: readonly number[] | undefined;
}

/** A change of class as it would be made at this moment, with all that its commit needs. */
export interface WorkedOutChange {
  readonly offer: FoundOffer;
  readonly guard: StoredGuard;
  readonly weighed: WeighedChange;
  readonly terms: ContractTerms;
  readonly termsHash: string;
  readonly decided: ClassChangeDecision;
}

/** The caller's own order in full; another family's looks as if it did not exist. */
export async function ownOrder(
  { table }: Pick<Kit, "table">,
  context: RequestContext,
  enrolmentId: string,
): Promise<FoundOrder> {
  const found = await findOrder(table, enrolmentId);
  if (found?.enrolment.state.guardianId !== memberOf(context).memberId)
    throw notFound("order", enrolmentId);
  return found;
}

/** Works a change of an order out; the quote and the change itself do it alike. */
export const classChanges =
  ({ table, units, rules }: Kit) =>
  async (
    { order }: FoundOrder,
    { toEnrolmentId, classId, lessonNumbers }: Asked,
    { now }: RequestContext,
  ): Promise<WorkedOutChange> => {
    const offer = await findOffer(table, classId);
    const { massRefundId, account } = offer.institution;
    const weighed = orThrow(
      weighClassChange(order, offer, account?.custodyAccountNo, lessonNumbers),
    );
    if (massRefundId !== undefined)
      throw new Refused("institution.mass-refund-ordered", { massRefundId });
    const guardianId = guardianOf(order.enrolment);
    const { enrolmentId, studentId, institutionId } = order.enrolment;
    const { course } = offer;
    const { subjectKey } = course;
    const leavingCount = subjectKey === order.enrolment.subjectKey ? weighed.lessons.length : 0;
    const [limits, guard, complaint] = await Promise.all([
      saleLimits({ units, rules }, course, now),
      findGuardHolding(table, { studentId, institutionId, subjectKey }, leavingCount),
      openComplaintAbout(table, { guardianId, enrolmentId }),
    ]);
    if (complaint !== undefined)
      throw new Refused("enrolment.complaint-under-way", { complaintId: complaint.complaintId });
    const { amountFen, lessonCount } = weighed;
    const part = partOfClass(offer, { lessonCount, priceFen: amountFen });
    const contractNo = contractNoOf(toEnrolmentId);
    const terms = contractTerms(
      { enrolmentId: toEnrolmentId, contractNo, studentId, guardianId },
      { ...offer, ...part, ...limits },
    );
    const termsHash = termsHashOf(terms);
    const joined = { ...part, institution: sellableFactsOf(offer.institution) };
    const command = { weighed, toEnrolmentId, contractNo, termsHash };
    const decided = orThrow(decideChangeClass(order, joined, guard.guard, command, limits, now));
    return { offer, guard, weighed, terms, termsHash, decided };
  };
