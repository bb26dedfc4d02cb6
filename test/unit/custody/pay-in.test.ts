import { describe, expect, it } from "vitest";
import { classifyPayIn, isSuspense, suspendPayIn } from "../../../domain/custody/pay-in.ts";
import { decideReceivePayment } from "../../../domain/enrolment/receive-payment.ts";
import { InstitutionId, UnitId } from "../../../domain/shared/ids.ts";
import { fen } from "../../../domain/shared/money.ts";
import { DAY_MS } from "../../../domain/shared/time.ts";
import {
  CUSTODY_ACCOUNT,
  exactPayIn,
  HOUR_MS,
  MONDAY,
  paymentId,
  refusalOf,
  valueOf,
} from "../../support/money-builders.ts";
import { awaitingPayment, paidStory } from "../../support/money-story.ts";

const given = awaitingPayment(fen(480_000), 40).enrolment;
const at = MONDAY + HOUR_MS;

describe("a pay-in that fits its order", () => {
  it("makes the order paid, all of it unconsumed, and remembers the bank's serial", () => {
    const receipt = valueOf(decideReceivePayment(given, exactPayIn(given), at));
    expect(receipt).toMatchObject({
      outcome: "received",
      decision: {
        enrolment: {
          status: "paid",
          balances: { paid: 480_000, unconsumed: 480_000 },
          payment: { bankSerial: "SB0000000001", receivedAt: at },
        },
        event: {
          name: "payment-received",
          data: {
            amountFen: 480_000,
            paidAt: "2026-03-02T10:00:00.000+08:00",
            moves: [{ from: "outside", to: "unconsumed", amountFen: 480_000, hold: paymentId(1) }],
          },
        },
      },
    });
  });

  it("is one payment however often the bank tells of it", () => {
    const { enrolment } = paidStory(fen(480_000), 40);
    const again = decideReceivePayment(enrolment, exactPayIn(enrolment), at + DAY_MS);
    expect(valueOf(again)).toEqual({ outcome: "already" });
  });

  it("counts by the instant the family paid, however late the notice comes", () => {
    const onTime = exactPayIn(given, { paidAt: MONDAY + DAY_MS });
    expect(classifyPayIn(given, onTime)).toEqual({ ok: true, value: "matched" });
  });
});

describe("a pay-in that does not fit", () => {
  const paid = paidStory(fen(480_000), 40).enrolment;
  const terminated = { ...given, status: "terminated" as const };
  it.each([
    { reason: "unknown-reference", enrolment: undefined, wrong: {} },
    { reason: "unknown-reference", enrolment: given, wrong: { paymentId: "somebody's" } },
    { reason: "wrong-account", enrolment: given, wrong: { custodyAccountNo: "0000" } },
    { reason: "wrong-amount", enrolment: given, wrong: { amountFen: fen(479_999) } },
    { reason: "wrong-amount", enrolment: given, wrong: { amountFen: fen(480_001) } },
    { reason: "late", enrolment: given, wrong: { paidAt: MONDAY + DAY_MS + 1 } },
    { reason: "already-paid", enrolment: paid, wrong: { bankSerial: "SB0000000002" } },
    { reason: "order-closed", enrolment: terminated, wrong: {} },
  ])("is held aside as $reason ($wrong)", ({ reason, enrolment, wrong }) => {
    const payIn = exactPayIn(given, wrong);
    const refused = decideReceivePayment(enrolment, payIn, at);
    expect(refusalOf(refused)?.code).toBe(`custody.pay-in-${reason}`);
    if (refused.ok || !isSuspense(refused.refusal.code)) throw new Error("it was not held aside");
    const { suspended, event } = suspendPayIn(payIn, refused.refusal.code, enrolment, at);
    expect(suspended).toMatchObject({ ...payIn, status: "held", reason, suspendedAt: at });
    expect(event).toMatchObject({
      name: "pay-in-suspended",
      data: { reason, amountFen: payIn.amountFen, bankSerial: payIn.bankSerial },
    });
    expect(suspended.enrolmentId).toBe(enrolment?.enrolmentId);
  });

  it("lies with whose account it came in on, whichever order it was meant for", () => {
    const payIn = exactPayIn(given, { custodyAccountNo: "88000002" });
    const holder = {
      institutionId: InstitutionId.parse("ins_01KJNP0000000000000000000B"),
      countyUnitId: UnitId.parse("unt_411103"),
    };
    const suspend = (by?: typeof holder) =>
      suspendPayIn(payIn, "custody.pay-in-wrong-account", given, at, by);
    const { enrolmentId, guardianId, institutionId, countyUnitId } = given;
    const { suspended, event } = suspend(holder);
    expect(suspended).toMatchObject({ enrolmentId, guardianId, ...holder });
    expect(event.data).toMatchObject({ enrolmentId, institutionId: holder.institutionId });
    // An account of nobody: the order's own officers look after it.
    expect(suspend().suspended).toMatchObject({ institutionId, countyUnitId });
  });

  it("names the account that was expected", () => {
    expect(refusalOf(classifyPayIn(given, exactPayIn(given, { custodyAccountNo: "9" })))).toEqual({
      code: "custody.pay-in-wrong-account",
      facts: {
        paymentId: paymentId(1),
        custodyAccountNo: "9",
        expectedAccountNo: CUSTODY_ACCOUNT,
      },
    });
  });

  it("is no money at all when the bank tells the same serial with another amount", () => {
    const refusal = refusalOf(classifyPayIn(paid, exactPayIn(paid, { amountFen: fen(1) })));
    expect(refusal?.code).toBe("custody.pay-in-contradicts");
    expect(refusal && isSuspense(refusal.code)).toBe(false);
  });
});
