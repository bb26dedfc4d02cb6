import { describe, expect, it } from "vitest";
import { refundKind } from "../../../adapters/repositories/refund-items.ts";
import { storable } from "../../../adapters/aggregates.ts";
import { itemBytes } from "../../../adapters/table/item-size.ts";
import { nextStepOf, RefundStep, turnOfRefund } from "../../../domain/refund/next-step.ts";
import { RefundStatus } from "../../../domain/shared/refund-words.ts";
import { valueOf } from "../../support/money-builders.ts";
import { paidStory } from "../../support/money-story.ts";
import { instructed, orderOf, requestFor } from "../../support/refund-story.ts";
import { MIDWAY } from "../../support/refunds.ts";
import { fen } from "../../../domain/shared/money.ts";

const applied = valueOf(
  requestFor(orderOf(paidStory(fen(48_000), 4)), { ground: "consumer" }),
).refund;

describe("the head of a refund", () => {
  it("stays within 1.2 KB at its fullest: its lessons lie behind it", () => {
    const { lessons: _behind, ...head } = instructed({ ...applied, status: "agreed" }).refund;
    const failed = { ...head.payment, reasonCode: "payout-account-not-confirmed" };
    const fullest = {
      ...head,
      failedPayments: [failed, failed, failed].map(({ instructionId, reasonCode }) => ({
        instructionId,
        reasonCode,
        failedAt: MIDWAY,
      })),
      ...{ remindedAt: MIDWAY, takenUpAt: MIDWAY, decidedAt: MIDWAY, closedAt: MIDWAY, attempt: 9 },
      rejectionCode: "lessons-were-held",
      bankSerial: "S".repeat(64),
      debt: { amountFen: fen(480_000), payBy: MIDWAY, status: "settled", settledAt: MIDWAY },
    };
    const state = storable(refundKind.schema.parse(fullest));
    expect(itemBytes({ pk: "RFD#rfd", sk: "HEAD", type: "refund", state })).toBeLessThan(1200);
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
