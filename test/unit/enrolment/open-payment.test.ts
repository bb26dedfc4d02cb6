import { describe, expect, it } from "vitest";
import { decideOpenPayment } from "../../../domain/enrolment/open-payment.ts";
import { fen } from "../../../domain/shared/money.ts";
import { DAY_MS } from "../../../domain/shared/time.ts";
import {
  aCourse,
  HOUR_MS,
  MONDAY,
  refusalOf,
  sellable,
  valueOf,
} from "../../support/money-builders.ts";
import { awaitingPayment, paidStory } from "../../support/money-story.ts";

const { payment, ...signed } = awaitingPayment(fen(480_000), 40).enrolment;
const offer = { institution: sellable, course: aCourse(), classStartsAt: MONDAY + 7 * DAY_MS };
const at = MONDAY + HOUR_MS;

describe("opening a payment", () => {
  it("gives an order a day to pay, from when it was placed", () => {
    const opening = valueOf(decideOpenPayment(signed, offer, at));
    expect(opening).toEqual({ kind: "none", expiresAt: MONDAY + DAY_MS });
    const late = decideOpenPayment(signed, offer, MONDAY + DAY_MS);
    expect(refusalOf(late)?.code).toBe("enrolment.payment-expired");
  });

  it("gives no longer than until the class begins", () => {
    const soon = { ...offer, classStartsAt: at + HOUR_MS };
    expect(valueOf(decideOpenPayment(signed, soon, at))).toEqual({
      kind: "none",
      expiresAt: at + HOUR_MS,
    });
  });

  it("leads back to the payment that the order has", () => {
    if (payment === undefined) throw new Error("the order awaits a payment");
    const opening = valueOf(decideOpenPayment({ ...signed, payment }, offer, payment.expiresAt));
    expect(opening).toEqual({ kind: "open", payment });
  });

  it("is refused when its time is over, the class has begun, or the order is paid", () => {
    if (payment === undefined) throw new Error("the order awaits a payment");
    const withPayment = { ...signed, payment };
    const late = decideOpenPayment(withPayment, offer, payment.expiresAt + 1);
    expect(refusalOf(late)?.code).toBe("enrolment.payment-expired");
    const begun = decideOpenPayment(signed, { ...offer, classStartsAt: at }, at);
    expect(refusalOf(begun)?.code).toBe("enrolment.class-begun");
    const paid = decideOpenPayment(paidStory(fen(480_000), 40).enrolment, offer, at);
    expect(refusalOf(paid)).toEqual({ code: "enrolment.not-signed", facts: { status: "paid" } });
  });

  it("is refused when the institution may not sell any more", () => {
    const institution = { ...sellable, isBlacklisted: true };
    const refused = refusalOf(decideOpenPayment(signed, { ...offer, institution }, at));
    expect(refused?.code).toBe("catalogue.not-sellable");
    expect(refused?.facts["unmet"]).toBe("blacklisted");
  });
});
