import { describe, expect, it } from "vitest";
import { refundKind } from "../../../adapters/repositories/refund-items.ts";
import { storable } from "../../../adapters/aggregates.ts";
import { itemBytes } from "../../../adapters/table/item-size.ts";
import { nextStepOf, RefundStep, turnOfRefund } from "../../../domain/refund/next-step.ts";
import { RefundStatus } from "../../../domain/shared/refund-words.ts";
import { decideOrderRefund, decideRefund } from "../../../domain/refund/decide-refund.ts";
import { valueOf } from "../../support/money-builders.ts";
import { paidStory } from "../../support/money-story.ts";
import { after, bankSays, instructed, orderOf, requestFor } from "../../support/refund-story.ts";
import { MIDWAY } from "../../support/refunds.ts";
import { fen } from "../../../domain/shared/money.ts";

const order = orderOf(paidStory(fen(48_000), 4));
const request = valueOf(requestFor(order, { ground: "consumer" }));
const applied = request.refund;
const held = after(order, request);

const LONGEST = { amountFen: fen(480_000), payBy: MIDWAY, status: "settled", settledAt: MIDWAY };
const bytesOf = (head: object): number =>
  itemBytes({ state: storable(refundKind.schema.parse(head)) });

describe("the head of a refund", () => {
  it("stays within a kilobyte while the institution is asked: its lessons lie behind it", () => {
    const { lessons: _behind, ...head } = applied;
    expect(head.deadline).toBeDefined();
    expect(bytesOf({ ...head, remindedAt: MIDWAY, debt: LONGEST })).toBeLessThanOrEqual(1024);
  });

  it("stays within a kilobyte at its fullest, when the bank has refused it three times", () => {
    const rejected = valueOf(
      decideRefund(
        { ...applied, remindedAt: MIDWAY },
        { agree: false, reasonCode: "lessons-were-held" },
        MIDWAY,
      ),
    );
    const ordered = valueOf(decideOrderRefund(rejected.refund, applied.guardianId, MIDWAY));
    const failed = { ...failure, reasonCode: "payer-account-closed" };
    const retried = {
      ...instructed(ordered.refund, 2).refund,
      ...{ failedPayments: [failed, failed, failed], attempt: 9, takenUpAt: MIDWAY },
    };
    const said = bankSays(held, retried, "executed", { n: 2, bankSerial: "S".repeat(64) });
    const receipt = valueOf(said);
    if (receipt.outcome !== "paid") throw new Error("the bank has paid");
    const { lessons: _behind, ...head } = receipt.decision.refund;
    expect(head).toMatchObject({ arbitratedBy: applied.guardianId, closedAt: MIDWAY });
    const payment = { ...head.payment, isToNamedAccount: true, custodyAccountNo: "8".repeat(40) };
    expect(bytesOf({ ...head, payment, debt: LONGEST })).toBeLessThanOrEqual(1024);
  });
});

describe("what a refund waits for", () => {
  it("is one word for each of its states, and every word is some state's", () => {
    const steps = RefundStatus.options.flatMap((status) =>
      [0, 3].map((count) =>
        nextStepOf({ status, failedPayments: Array.from({ length: count }, () => failure) }),
      ),
    );
    expect(new Set(steps)).toEqual(new Set(RefundStep.options));
  });

  it.each(["paid", "withdrawn", "dismissed"] as const)(
    "is nobody's act once it is %s",
    (status) => {
      expect(turnOfRefund({ status, failedPayments: [] })).toBeUndefined();
    },
  );
});

const failure = {
  instructionId:
    instructed({ ...applied, status: "agreed" }).refund.payment?.instructionId ?? never(),
  reasonCode: "insufficient-balance",
  failedAt: MIDWAY,
};

function never(): never {
  throw new Error("the refund is instructed");
}
