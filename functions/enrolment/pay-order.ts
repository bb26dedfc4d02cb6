import { aggregates } from "../../adapters/aggregates.ts";
import { paymentLookupChange } from "../../adapters/repositories/enrolment-items.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import type { PaymentRef } from "../../domain/enrolment/enrolment.ts";
import { decideOpenPayment } from "../../domain/enrolment/open-payment.ts";
import { decideRequestPayment } from "../../domain/enrolment/request-payment.ts";
import { sellableFactsOf } from "../../domain/institution/sellable-facts.ts";
import { PaymentId } from "../../domain/shared/ids.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { toRfc3339 } from "../../domain/shared/time.ts";
import type { BankKit } from "../kit/bank-deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { orThrow } from "../kit/problem.ts";
import { askBank } from "./ask-bank.ts";
import type { payOrder as contract } from "./contracts.ts";
import { findOffer } from "./offer.ts";
import { ownEnrolment } from "./own-enrolment.ts";

/**
 * First the payment's id is committed with the order, then the bank is asked, by that id: whatever is lost on
 * the way, the next attempt asks for the same payment, and the bank gives the same one. The answer is kept
 * under the caller's key last, as it names the bank's page.
 */
export const payOrder = (kit: BankKit): UseCaseOf<typeof contract> => {
  const { table } = kit;
  const enrolments = aggregates(table, enrolmentKind);

  return async ({ path: { enrolmentId } }, context) => {
    const found = await ownEnrolment(enrolments, enrolmentId, context);
    const { classId, priceFen, institutionId } = found.state;
    const { institution, course, class: aClass } = await findOffer(table, classId);
    const offer = {
      course,
      institution: sellableFactsOf(institution),
      classStartsAt: aClass.startsAt,
      isClassCancelled: aClass.status === "cancelled",
    };
    const opening = orThrow(decideOpenPayment(found.state, offer, context.now));
    const { account } = institution;
    invariant(account, "an institution that may sell has a custody account");
    const { bankId, custodyAccountNo } = account;

    const reserve = async (expiresAt: number): Promise<PaymentRef> => {
      const paymentId = PaymentId.parse(context.newId("pay"));
      const request = { paymentId, custodyAccountNo, expiresAt };
      const decided = orThrow(decideRequestPayment(found.state, request, context.now));
      const { idempotency: _answeredLast, ...withoutKey } = context;
      await commitCommand(
        table,
        withoutKey,
        [
          ...enrolments.change(found, decided.enrolment, decided.event, context),
          paymentLookupChange(paymentId, { enrolmentId, bankId }),
        ],
        {},
      );
      return { ...request, requestedAt: context.now };
    };
    const payment = opening.kind === "open" ? opening.payment : await reserve(opening.expiresAt);

    const { paymentId } = payment;
    const expiresAt = toRfc3339(payment.expiresAt);
    const { payUrl } = await askBank(kit, bankId, {
      paymentId,
      institutionId,
      custodyAccountNo: payment.custodyAccountNo,
      amountFen: priceFen,
      expiresAt,
      description: `${course.title}（${course.lessonCount} 课时）`,
    });
    return commitCommand(table, context, [], { paymentId, payUrl, amountFen: priceFen, expiresAt });
  };
};
