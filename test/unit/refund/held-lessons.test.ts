import { describe, expect, it } from "vitest";
import { decideRefund, decideWithdrawRefund } from "../../../domain/refund/decide-refund.ts";
import { stepOfHeldLessons } from "../../../domain/refund/next-step.ts";
import { fen } from "../../../domain/shared/money.ts";
import { valueOf } from "../../support/money-builders.ts";
import { attend, confirm, paidStory, requestConfirmation } from "../../support/money-story.ts";
import { after, bankSays, instructed, orderOf, requestFor } from "../../support/refund-story.ts";
import { MIDWAY } from "../../support/refunds.ts";

const order = orderOf(confirm(requestConfirmation(attend(paidStory(fen(48_000), 4), 1), 1), 1));
const request = valueOf(requestFor(order, { ground: "consumer" }));
const held = after(order, request);
const agreed = valueOf(decideRefund(request.refund, { agree: true }, MIDWAY)).refund;
const sent = instructed(agreed).refund;

describe("what the fees wait for that a refund holds", () => {
  it("is the institution's word first, and when its silence agrees", () => {
    const { deadline } = request.refund;
    expect(stepOfHeldLessons(request.refund)).toEqual({
      ...{ step: "decide-refund", by: "institution" },
      ...{ expectedAt: deadline?.dueAt, provisional: deadline?.provisional },
    });
    expect(deadline).toBeDefined();
  });

  it("is then the payment: by the platform's word to the bank, by the bank, or by a person", () => {
    expect(stepOfHeldLessons(agreed)).toEqual({ step: "pay-back-family", by: "platform" });
    expect(stepOfHeldLessons(sent)).toEqual({ step: "pay-back-family", by: "bank" });
    const handed = { ...sent, status: "with-person" } as const;
    expect(stepOfHeldLessons(handed)).toEqual({ step: "pay-back-family", by: "authority" });
  });

  it("is nothing once the family has its money, or wants none", () => {
    const receipt = valueOf(bankSays(held, sent, "executed"));
    expect(receipt.outcome === "paid" && stepOfHeldLessons(receipt.decision.refund)).toBe(
      undefined,
    );
    const withdrawn = valueOf(decideWithdrawRefund(held, request.refund, MIDWAY)).refund;
    expect(stepOfHeldLessons(withdrawn)).toBeUndefined();
  });

  it("is the institution's payment, where the bank has paid all that custody covers", () => {
    const debt = { amountFen: fen(100), payBy: MIDWAY, status: "owed" } as const;
    const short = { ...sent, status: "paid", shortFen: fen(100), debt } as const;
    expect(stepOfHeldLessons(short)).toEqual({
      ...{ step: "pay-back-family", by: "institution", expectedAt: MIDWAY },
    });
    const settled = { ...short, debt: { ...debt, status: "settled" } } as const;
    expect(stepOfHeldLessons(settled)).toBeUndefined();
  });
});
