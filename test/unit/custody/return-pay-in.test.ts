import { describe, expect, it } from "vitest";
import { SuspendedPayIn } from "../../../domain/custody/pay-in.ts";
import {
  decideRecordReturnResult,
  decideReturnPayIn,
  type ReturnResult,
} from "../../../domain/custody/return-pay-in.ts";
import { ReturnId } from "../../../domain/shared/ids.ts";
import { fen } from "../../../domain/shared/money.ts";
import { valueOf } from "../../support/money-builders.ts";

const AT = Date.parse("2026-03-02T12:00:00+08:00");
const returnId = ReturnId.parse("ret_01KJNP0000000000000000000A");
const held = SuspendedPayIn.parse({
  bankId: "sandbox-bank",
  bankSerial: "SB1",
  paymentId: "somebody-elses",
  custodyAccountNo: "88000001",
  amountFen: 500,
  paidAt: AT,
  status: "held",
  reason: "unknown-reference",
  suspendedAt: AT,
});
const returning = valueOf(decideReturnPayIn(held, returnId, AT)).payIn;
const executed: ReturnResult = {
  outcome: "executed",
  amountFen: fen(500),
  returnSerial: "SB2",
  executedAt: AT,
};
const rejected: ReturnResult = {
  outcome: "rejected",
  amountFen: fen(500),
  reasonCode: "payer-account-closed",
};
const after = (result: ReturnResult): SuspendedPayIn => {
  const receipt = valueOf(decideRecordReturnResult(returning, result, AT));
  if (receipt.outcome === "already") throw new Error("it was not recorded before");
  return receipt.decision.payIn;
};
const codeOf = (result: ReturnType<typeof decideRecordReturnResult>) =>
  result.ok ? result.value.outcome : result.refusal.code;

describe("money held aside", () => {
  it("goes back while it is held, and in no other state", () => {
    expect(returning).toMatchObject({ status: "returning", returnId, returnInstructedAt: AT });
    for (const payIn of [returning, after(executed)])
      expect(decideReturnPayIn(payIn, returnId, AT)).toMatchObject({
        ok: false,
        refusal: { code: "custody.pay-in-not-held", facts: { status: payIn.status } },
      });
    expect(decideReturnPayIn(after(rejected), returnId, AT).ok).toBe(true);
  });

  it("is returned by the bank's yes, and held again by its no", () => {
    expect(after(executed)).toMatchObject({ status: "returned", returnSerial: "SB2" });
    expect(after(rejected)).toMatchObject({ status: "held", refusedCode: "payer-account-closed" });
  });

  it.each([
    ["already", after(executed), executed],
    ["already", after(rejected), rejected],
    ["custody.return-contradicts", after(executed), rejected],
    ["custody.return-contradicts", after(rejected), executed],
    ["custody.return-contradicts", after(executed), { ...executed, returnSerial: "SB3" }],
    ["custody.return-wrong-amount", returning, { ...executed, amountFen: fen(501) }],
    ["custody.return-wrong-amount", after(executed), { ...executed, amountFen: fen(499) }],
  ])("answers %s to a later report", (code, payIn, result) => {
    expect(codeOf(decideRecordReturnResult(payIn, result, AT))).toBe(code);
  });
});
