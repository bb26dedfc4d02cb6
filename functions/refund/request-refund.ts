import { aggregates } from "../../adapters/aggregates.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { newRefundChanges } from "../../adapters/repositories/refund-items.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { isFrozen } from "../../domain/institution/holds.ts";
import { decideRequestRefund } from "../../domain/refund/request-refund.ts";
import { ID_PREFIXES, RefundId } from "../../domain/shared/ids.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { memberOf, notFound } from "../kit/access.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { periodClock } from "../kit/period-clock.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import { orThrow, Refused } from "../kit/problem.ts";
import type { requestRefund as contract } from "./contracts.ts";
import { findOrder } from "./find-order.ts";
import { refundNotices } from "./notices.ts";
import { refundBasis } from "./refund-basis.ts";
import { sealedRefundQuotes } from "./sealed-quote.ts";
import { orderChanges, standingOf } from "./step.ts";
import { textChanges } from "./texts.ts";

export const requestRefund = (kit: PersonalKit): UseCaseOf<typeof contract> => {
  const { table } = kit;
  const basisOf = refundBasis(kit);
  const seals = sealedRefundQuotes(kit.mac);
  const clock = periodClock(kit, "refund.silence-working-days", "deem-refund");

  return async ({ path: { enrolmentId }, body }, context) => {
    const found = await findOrder(table, enrolmentId);
    if (found?.enrolment.state.guardianId !== memberOf(context).memberId)
      throw notFound("enrolment", enrolmentId);
    const { state } = found.enrolment;
    const quote = await seals.read(context, body.quote);
    if (quote.enrolmentId !== enrolmentId) throw new Refused("refund.quote-not-yours");
    const [basis, institution, deadline] = await Promise.all([
      basisOf(state, context.now),
      aggregates(table, institutionKind).find(state.institutionId),
      clock(state, context.now),
    ]);
    invariant(institution, `${state.enrolmentId} has an institution`);
    const { massRefundId } = institution.state;
    if (massRefundId !== undefined)
      throw new Refused("refund.mass-refund-ordered", { massRefundId });
    const refundId = RefundId.parse(context.newId(ID_PREFIXES.RefundId));
    const isInstitutionFrozen = isFrozen(institution.state);
    const command = { refundId, quote, isInstitutionFrozen, deadline };
    const decided = orThrow(decideRequestRefund(found.order, basis, command, context.now));
    const { refund, refundEvent } = decided;
    return commitCommand(
      table,
      context,
      [
        ...newRefundChanges(table, refund, refundEvent, context, quote.terms),
        ...orderChanges(table, context, found, decided),
        ...(await textChanges(kit, refundId, "family", body.text)),
        ...refundNotices(context, decided),
      ],
      standingOf(refund),
    );
  };
};
