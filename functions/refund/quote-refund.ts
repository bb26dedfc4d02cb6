import { aggregates } from "../../adapters/aggregates.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { isFrozen } from "../../domain/institution/holds.ts";
import { needsConsent } from "../../domain/refund/ground.ts";
import { quoteRefund as workOut } from "../../domain/refund/quote.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { toRfc3339 } from "../../domain/shared/time.ts";
import { memberOf, notFound } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { orThrow, Refused } from "../kit/problem.ts";
import type { quoteRefund as contract } from "./contracts.ts";
import { findOrder } from "./find-order.ts";
import { refundBasis } from "./refund-basis.ts";
import { sealedRefundQuotes } from "./sealed-quote.ts";
import { shownLessons, shownTerms } from "./views.ts";

export const quoteRefund = (kit: Kit): UseCaseOf<typeof contract> => {
  const { table, mac } = kit;
  const basisOf = refundBasis(kit);
  const seals = sealedRefundQuotes(mac);

  return async ({ path: { enrolmentId }, body: ask }, context) => {
    const found = await findOrder(table, enrolmentId);
    if (found?.enrolment.state.guardianId !== memberOf(context).memberId)
      throw notFound("enrolment", enrolmentId);
    const { state } = found.enrolment;
    const [basis, institution] = await Promise.all([
      basisOf(state, context.now),
      aggregates(table, institutionKind).find(state.institutionId),
    ]);
    invariant(institution, `${enrolmentId} has an institution`);
    const { lessons } = found.order;
    const quote = orThrow(workOut({ ...basis, lessons, ask }, context.now));
    if (quote.lessons.length === 0)
      throw new Refused("refund.nothing-to-refund", {
        lessonCount: 0,
        amountFen: 0,
        deductedFen: quote.deductedFen,
      });
    const { ground, totalFen, custodyFen, institutionFen, validUntil, payBy } = quote;
    return {
      quote: await seals.write(context, quote),
      enrolmentId: state.enrolmentId,
      ground,
      lessons: shownLessons(quote.lessons),
      terms: shownTerms(quote.terms),
      ...{ totalFen, custodyFen, institutionFen },
      asksInstitution: needsConsent(ground, isFrozen(institution.state)),
      validUntil: toRfc3339(validUntil),
      payBy: toRfc3339(payBy),
    };
  };
};
