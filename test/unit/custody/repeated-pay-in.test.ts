import { describe, expect, it } from "vitest";
import { checkRepeatedPayIn } from "../../../domain/custody/repeated-pay-in.ts";
import { fen } from "../../../domain/shared/money.ts";
import { exactPayIn, refusalOf, valueOf } from "../../support/money-builders.ts";
import { awaitingPayment } from "../../support/money-story.ts";

const first = exactPayIn(awaitingPayment(fen(480_000), 40).enrolment);

describe("a second notice of one transaction", () => {
  it("is the first one again when it says the same", () => {
    const later = { ...first, paidAt: first.paidAt + 1 };
    expect(valueOf(checkRepeatedPayIn(first, later))).toEqual(first);
  });

  it.each([
    [{ amountFen: fen(1) }, "custody.pay-in-contradicts"],
    [{ paymentId: "another" }, "custody.pay-in-differs"],
    [{ custodyAccountNo: "88000002" }, "custody.pay-in-differs"],
  ] as const)("changes nothing when it says %o", (changes, code) => {
    expect(refusalOf(checkRepeatedPayIn(first, { ...first, ...changes }))?.code).toBe(code);
  });
});
