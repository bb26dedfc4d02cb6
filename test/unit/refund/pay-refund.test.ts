import { describe, expect, it } from "vitest";
import { decideRefund, decideWithdrawRefund } from "../../../domain/refund/decide-refund.ts";
import {
  decideAwaitInstitution,
  decideDebtOverdue,
  decideSettleDebt,
  dueOfDebt,
} from "../../../domain/refund/institution-debt.ts";
import { decideInstructRefund, handOverRefund } from "../../../domain/refund/pay-refund.ts";
import { refundTotalFen } from "../../../domain/refund/refund.ts";
import { TaskId } from "../../../domain/shared/ids.ts";
import { fen } from "../../../domain/shared/money.ts";
import { localDate } from "../../../domain/shared/time.ts";
import {
  CUSTODY_ACCOUNT,
  instructionId,
  refusalOf,
  SANDBOX_BANK,
  valueOf,
} from "../../support/money-builders.ts";
import { attend, confirm, paidStory, requestConfirmation } from "../../support/money-story.ts";
import { after, bankSays, instructed, orderOf, requestFor } from "../../support/refund-story.ts";
import { MIDWAY } from "../../support/refunds.ts";

const order = orderOf(confirm(requestConfirmation(attend(paidStory(fen(48_000), 4), 1), 1), 1));
const request = valueOf(requestFor(order, { ground: "consumer" }));
const held = after(order, request);
const agreed = valueOf(decideRefund(request.refund, { agree: true }, MIDWAY)).refund;
const first = instructed(agreed).refund;
const task = { taskId: TaskId.parse(`tsk_${"1".padStart(26, "0")}`), reasonCode: "no-answer" };

describe("the bank", () => {
  it("pays once: the money is the family's, and the order has ended", () => {
    const receipt = valueOf(bankSays(held, first, "executed"));
    if (receipt.outcome !== "paid") throw new Error(receipt.outcome);
    const { decision } = receipt;
    expect(decision.refund).toMatchObject({ status: "paid", bankSerial: "SB77" });
    expect(decision.enrolment).toMatchObject({
      status: "terminated",
      balances: { refunded: 36_000, refunding: 0, earned: 12_000 },
    });
    expect(decision.lessons.every(({ status }) => status === "returned")).toBe(true);
    expect(decision.returnedLessonCount).toBe(3);
    const paid = after(held, decision);
    expect(valueOf(bankSays(paid, decision.refund, "executed"))).toEqual({ outcome: "already" });
    const other = bankSays(paid, decision.refund, "executed", { bankSerial: "SB78" });
    expect(refusalOf(other)?.code).toBe("refund.result-contradicts");
    expect(refusalOf(bankSays(paid, decision.refund, "rejected"))?.code).toBe(
      "refund.result-contradicts",
    );
  });

  it("refuses: another payment is made under another id, and a late answer to the first changes nothing", () => {
    const failed = valueOf(bankSays(held, first, "rejected"));
    if (failed.outcome !== "failed") throw new Error(failed.outcome);
    const second = instructed(failed.decision.refund, 2).refund;
    expect(second.payment).toMatchObject({ instructionId: instructionId(902), attempt: 2 });
    expect(valueOf(bankSays(held, second, "rejected"))).toEqual({ outcome: "already" });
    expect(refusalOf(bankSays(held, second, "executed"))?.code).toBe("refund.result-contradicts");
    expect(valueOf(bankSays(held, second, "executed", { n: 2 })).outcome).toBe("paid");
  });

  it("does not answer: the same payment is sent again, never a second one, and a late answer counts", () => {
    const waiting = valueOf(handOverRefund(first, task)).refund;
    const again = instructed(waiting, 2).refund;
    expect(again.payment).toMatchObject({ instructionId: instructionId(901), attempt: 2 });
    expect(again.taskId).toBeUndefined();
    expect(valueOf(bankSays(held, waiting, "executed")).outcome).toBe("paid");
    expect(valueOf(bankSays(held, again, "executed")).outcome).toBe("paid");
  });

  it("pays another amount: nothing is posted", () => {
    const other = bankSays(held, first, "executed", { amountFen: fen(35_999) });
    expect(refusalOf(other)).toEqual({
      code: "refund.result-wrong-amount",
      facts: { instructionId: instructionId(901), instructedFen: 36_000, reportedFen: 35_999 },
    });
  });

  it("speaks of a payment that is none of this refund", () => {
    expect(refusalOf(bankSays(held, first, "executed", { n: 5 }))?.code).toBe(
      "refund.unknown-instruction",
    );
  });

  it("is not told before the refund stands, nor twice, nor can it be stopped then", () => {
    const command = {
      instructionId: instructionId(1),
      bankId: SANDBOX_BANK,
      custodyAccountNo: CUSTODY_ACCOUNT,
    };
    for (const refund of [request.refund, first])
      expect(refusalOf(decideInstructRefund(refund, command, MIDWAY))?.code).toBe(
        "refund.not-payable",
      );
    expect(refusalOf(decideWithdrawRefund(held, first, MIDWAY))?.code).toBe(
      "refund.not-withdrawable",
    );
    expect(refusalOf(handOverRefund(request.refund, task))?.code).toBe("refund.not-payable");
  });

  it("pays less than is held where the rule deducts: the rest is the institution's", () => {
    const list = { order: { listUnitFen: fen(15_000) }, rules: { isListPriceBasis: true } };
    const asked = valueOf(requestFor(order, { ground: "consumer" }, list));
    const refund = instructed(
      valueOf(decideRefund(asked.refund, { agree: true }, MIDWAY)).refund,
    ).refund;
    const receipt = valueOf(bankSays(after(order, asked), refund, "executed"));
    if (receipt.outcome !== "paid") throw new Error(receipt.outcome);
    expect(receipt.decision.enrolment.balances).toMatchObject({ refunded: 33_000, earned: 15_000 });
  });
});

describe("what the institution owes of its own", () => {
  const deposit = { order: { mode: "risk-deposit" } } as const;
  const ask = { ground: "cannot-perform", terminatedOn: localDate("2026-03-02") } as const;
  const asked = valueOf(requestFor(order, ask, deposit));
  const owed = valueOf(decideAwaitInstitution(asked.refund)).refund;
  const payBy = owed.payBy;

  it("is everything in deposit mode: no money of custody is held, and the bank is not told", () => {
    expect(asked.moves).toEqual([]);
    expect(owed).toMatchObject({ status: "owed", custodyFen: 0, heldFen: 0 });
    expect(refundTotalFen(owed)).toBe(36_000 + 89);
    expect(dueOfDebt(owed)).toEqual({ at: payBy, provisional: false });
    const command = {
      instructionId: instructionId(1),
      bankId: SANDBOX_BANK,
      custodyAccountNo: CUSTODY_ACCOUNT,
    };
    expect(refusalOf(decideInstructRefund(asked.refund, command, MIDWAY))?.code).toBe(
      "refund.no-custody-money",
    );
  });

  it("is overdue when its day has passed, and settled late all the same", () => {
    expect(refusalOf(decideDebtOverdue(owed, payBy - 1))?.code).toBe("refund.debt-not-due");
    const late = valueOf(decideDebtOverdue(owed, payBy)).refund;
    expect(late).toMatchObject({ status: "overdue", debt: { status: "overdue" } });
    expect(dueOfDebt(late)).toBeUndefined();
    const paid = valueOf(decideSettleDebt(after(order, asked), late, payBy + 1));
    expect(paid.refund).toMatchObject({ status: "paid", debt: { status: "settled" } });
    expect("lessons" in paid && paid.lessons.every(({ status }) => status === "returned")).toBe(
      true,
    );
    expect(refusalOf(decideSettleDebt(order, paid.refund, payBy))?.code).toBe(
      "refund.nothing-owed",
    );
  });

  it("is settled for good when the institution pays before it is asked to", () => {
    const paid = valueOf(decideSettleDebt(after(order, asked), asked.refund, MIDWAY));
    expect(paid.refund).toMatchObject({ status: "paid", debt: { status: "settled" } });
    expect("lessons" in paid && paid.lessons.every(({ status }) => status === "returned")).toBe(
      true,
    );
  });

  it("is overdue from the first when its day passed before the institution was asked", () => {
    const late = valueOf(decideDebtOverdue(asked.refund, payBy)).refund;
    expect(late.status).toBe("agreed");
    expect(valueOf(decideAwaitInstitution(late)).refund.status).toBe("overdue");
  });

  it("is watched beside the bank's payment where only interest is owed", () => {
    const both = valueOf(requestFor(order, ask)).refund;
    expect(both).toMatchObject({ custodyFen: 36_000, debt: { amountFen: 1 } });
    expect(refusalOf(decideAwaitInstitution(both))?.code).toBe("refund.not-payable");
    const settled = valueOf(decideSettleDebt(held, both, MIDWAY)).refund;
    expect(settled).toMatchObject({ status: "agreed", debt: { status: "settled" } });
  });

  it("is nothing before the refund stands", () => {
    const waiting = valueOf(requestFor(order, { ...ask, ground: "institution" })).refund;
    expect(dueOfDebt(waiting)).toBeUndefined();
    expect(refusalOf(decideDebtOverdue(waiting, waiting.payBy))?.code).toBe("refund.nothing-owed");
  });
});
