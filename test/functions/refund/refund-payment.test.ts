import { beforeEach, describe, expect, it } from "vitest";
import { BankUnavailable } from "../../../adapters/bank/bank-client.ts";
import { DAY_MS } from "../../../domain/shared/time.ts";
import { noticesTo } from "../../support/deadlines.ts";
import { once } from "../../support/door.ts";
import { refundExecuted, refundRejected, reportRefund } from "../../support/refund-bank.ts";
import { refundCity, type RefundCity, requested } from "../../support/refund-city.ts";
import { LESSON_FEN } from "../../support/taught-class.ts";

const HOUR_MS = 3_600_000;

let city: RefundCity;
let refundId: string;
beforeEach(async () => {
  city = await refundCity();
});

/** A refund that needs nobody's consent: the bank has it at once. */
const instructed = async () => {
  refundId = await requested(city, { ground: "cooling-off" });
  return lastAsked();
};
const lastAsked = () => {
  const payment = city.bank.asked.at(-1);
  if (payment === undefined) throw new Error("the bank was not asked");
  return payment;
};
const report = async (body: object, options?: Parameters<typeof reportRefund>[3]) => {
  const answer = await reportRefund(city.kit, city.signer, body, options);
  await city.engine.settle();
  return answer;
};
const status = async () => (await city.refund(refundId)).status;
const tasks = () =>
  city.kit.table
    .all()
    .filter(({ type }) => type === "task")
    .map((item) => item["state"] as unknown as { taskId: string; kind: string; state: string });
const retry = () =>
  city.ask("retryRefundPayment", city.officer, {
    path: { refundId },
    body: { finding: "已与银行核实，可再次付款" },
  });

describe("a bank that refuses", () => {
  it("rests, is asked again under another id, and pays", async () => {
    const first = await instructed();
    await report(refundRejected(first, "insufficient-balance"));
    expect(await status()).toBe("bank-failed");
    await city.pass(HOUR_MS);
    const second = lastAsked();
    expect(second.instructionId).not.toBe(first.instructionId);
    await report(refundExecuted(second));
    expect(await status()).toBe("paid");
    expect(city.bank.paid.size).toBe(2);
  });

  it("after three refusals calls a person with a day of theirs, who has it told once more", async () => {
    for (let payment = await instructed(); ; payment = lastAsked()) {
      await report(refundRejected(payment));
      await city.pass(HOUR_MS);
      if (lastAsked() === payment) break;
    }
    expect(city.bank.asked).toHaveLength(3);
    expect(await status()).toBe("with-person");
    expect(tasks()).toMatchObject([{ kind: "refund-unpaid", state: "open" }]);
    expect(noticesTo(city.kit, city.guardian.memberId)).toContain("refund-delayed");

    expect((await retry()).body).toMatchObject({ status: "instructed" });
    expect(tasks()).toMatchObject([{ state: "resolved" }]);
    expect(city.bank.asked).toHaveLength(4);
    await report(refundExecuted(lastAsked()));
    expect(await status()).toBe("paid");
    expect(city.engine.execution(refundId).status).toBe("SUCCEEDED");
  });

  it("is not told again by an officer while it may still answer", async () => {
    await instructed();
    expect((await retry()).body.code).toBe("refund.not-with-person");
    expect(city.bank.asked).toHaveLength(1);
  });
});

describe("a bank that is silent", () => {
  it("is asked by a person after two days; its late word still counts", async () => {
    const payment = await instructed();
    await city.pass(2 * DAY_MS);
    expect(await status()).toBe("with-person");
    await report(refundExecuted(payment));
    expect(await status()).toBe("paid");
    expect((await city.enrolment()).balances).toMatchObject({ refunded: 3 * LESSON_FEN });
  });

  it("is told again under the same id, for it may have paid", async () => {
    const payment = await instructed();
    await city.pass(2 * DAY_MS);
    await retry();
    expect(lastAsked().instructionId).toBe(payment.instructionId);
    expect(city.bank.paid.size).toBe(1);
    await report(refundExecuted(payment));
    expect(await status()).toBe("paid");
  });

  it("that takes no instruction is asked until it does, always with the same", async () => {
    city.bank.beforeAnswer = () => Promise.reject(new BankUnavailable("down"));
    await expect(instructed()).rejects.toThrow("down");
    city.bank.beforeAnswer = () => Promise.resolve();
    await city.engine.settle({ again: true });
    expect(new Set(city.bank.asked.map(({ instructionId }) => instructionId)).size).toBe(1);
    expect(city.bank.asked.length).toBeGreaterThan(1);
  });
});

describe("a bank's word", () => {
  it("counts once, however often it is said", async () => {
    const payment = await instructed();
    const key = once();
    const first = await report(refundExecuted(payment), { headers: key });
    const again = await report(refundExecuted(payment), { headers: key });
    const anew = await report(refundExecuted(payment));
    expect([first, again, anew].map((answer) => answer.status)).toEqual([200, 200, 200]);
    expect((await city.enrolment()).balances).toMatchObject({ refunded: 3 * LESSON_FEN });
  });

  it("of another amount posts nothing and calls a person, once; then it is refused", async () => {
    const payment = await instructed();
    const other = refundExecuted(payment, { amountFen: 1 });
    expect((await report(other)).body).toMatchObject({ outcome: "contested" });
    expect((await report(other)).body.code).toBe("refund.result-wrong-amount");
    expect(await status()).toBe("with-person");
    expect(tasks()).toHaveLength(1);
    expect((await city.enrolment()).balances).toMatchObject({ refunded: 0, refunding: 30_000 });
    await report(refundExecuted(payment));
    expect(await status()).toBe("paid");
  });

  it("of another amount leaves the instruction's key free, under which the truth is recorded", async () => {
    const payment = await instructed();
    const headers = once();
    const other = refundExecuted(payment, { amountFen: 1 });
    expect((await report(other, { headers })).body).toMatchObject({ outcome: "contested" });
    const again = await report(other, { headers });
    expect(again).toMatchObject({ status: 422, body: { code: "refund.result-wrong-amount" } });
    expect(tasks()).toHaveLength(1);
    for (const replayed of [undefined, "true"]) {
      const truth = await report(refundExecuted(payment), { headers });
      expect(truth.body).toMatchObject({ outcome: "executed" });
      expect(truth.headers["idempotency-replayed"]).toBe(replayed);
    }
    expect(await status()).toBe("paid");
  });

  it("that an earlier refusal was none has a person look before more is paid", async () => {
    const first = await instructed();
    await report(refundRejected(first));
    const { body } = await report(refundExecuted(first));
    expect(body).toMatchObject({ outcome: "contested" });
    expect(await status()).toBe("with-person");
    await city.pass(HOUR_MS);
    expect(city.bank.asked).toHaveLength(1);
  });

  it("of an instruction that is none of ours is refused", async () => {
    const payment = await instructed();
    const unknown = { ...payment, instructionId: `bin_${"0".repeat(26)}` };
    expect((await report(refundExecuted(unknown))).status).toBe(404);
    expect(await status()).toBe("instructed");
  });

  it("may come before what is noted of the asking", async () => {
    city.bank.beforeAnswer = async (payment) => {
      const { status: answered } = await reportRefund(
        city.kit,
        city.signer,
        refundExecuted(payment),
      );
      expect(answered).toBe(200);
    };
    await instructed();
    expect(await status()).toBe("paid");
    expect(city.engine.execution(refundId).status).toBe("SUCCEEDED");
  });
});

describe("a workflow that is lost", () => {
  it("is followed by another that comes to the same end, and pays once", async () => {
    const agreeing = await requested(city);
    refundId = agreeing;
    const { executionArn } = city.engine.execution(refundId);
    city.engine.room.ask("StopExecution", { executionArn });
    await city.ask("decideRefund", city.finance, {
      path: { refundId },
      body: { decision: "agree" },
    });
    expect(await status()).toBe("agreed");
    await city.pass(4 * HOUR_MS);
    expect(await status()).toBe("instructed");
    expect(city.bank.asked).toHaveLength(1);
    await report(refundExecuted(lastAsked()));
    expect(city.engine.execution(refundId, 2).status).toBe("SUCCEEDED");
    expect(await status()).toBe("paid");
  });

  it("that was not lost goes on; whoever waits behind it is told to end", async () => {
    refundId = await requested(city);
    await city.engine.executions.start(`${refundId}-2`, { refundId });
    await city.engine.settle();
    expect(city.engine.execution(refundId).status).toBe("SUCCEEDED");
    await city.engine.settle({ again: true });
    await city.ask("decideRefund", city.finance, {
      path: { refundId },
      body: { decision: "agree" },
    });
    await report(refundExecuted(lastAsked()));
    expect(city.engine.execution(refundId, 2).status).toBe("SUCCEEDED");
    expect(city.bank.asked).toHaveLength(1);
  });
});
