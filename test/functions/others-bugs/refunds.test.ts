import { beforeEach, describe, expect, it } from "vitest";
import { once } from "../../support/door.ts";
import { refundExecuted, reportRefund } from "../../support/refund-bank.ts";
import { quoted, refundCity, type RefundCity, requested } from "../../support/refund-city.ts";
import { LESSON_FEN } from "../../support/taught-class.ts";

/** Bugs that refunds elsewhere had: each is tried here, and is none. */

let city: RefundCity;
beforeEach(async () => {
  city = await refundCity();
});

const part = (...lessonNumbers: number[]) =>
  requested(city, { ground: "cooling-off", lessonNumbers });
const pay = async (n: number) => {
  const payment = city.bank.asked[n];
  if (payment === undefined) throw new Error(`the bank was not asked for payment ${n}`);
  const answer = await reportRefund(city.kit, city.signer, refundExecuted(payment));
  await city.engine.settle();
  return answer;
};
const balances = async () => (await city.enrolment()).balances;

describe("others' bugs", () => {
  it("a second refund re-applies the payment of the first", async () => {
    await part(1);
    await pay(0);
    await part(2);
    expect(await balances()).toMatchObject({ refunded: LESSON_FEN, refunding: LESSON_FEN });
    await pay(1);
    await pay(0);
    expect(await balances()).toMatchObject({ refunded: 2 * LESSON_FEN, refunding: 0 });
    expect(new Set(city.bank.asked.map(({ instructionId }) => instructionId)).size).toBe(2);
  });

  it("a retry under a new key refunds twice", async () => {
    const { quote } = await quoted(city, { ground: "cooling-off" });
    const path = { enrolmentId: city.enrolmentId };
    const ask = () =>
      city.ask("requestRefund", city.guardian, { path, body: { quote }, headers: once() });
    expect((await ask()).status).toBe(201);
    expect((await ask()).status).toBe(409);
    const payment = city.bank.asked[0];
    await city.engine.settle({ again: true });
    expect(city.bank.paid.size).toBe(1);
    expect(payment?.amountFen).toBe(3 * LESSON_FEN);
  });

  it("partial refunds escape the guard that holds for a whole one", async () => {
    const quotes = await Promise.all(
      [[1], [2], [3], [1, 2, 3]].map((lessonNumbers) =>
        quoted(city, { ground: "cooling-off", lessonNumbers }),
      ),
    );
    const path = { enrolmentId: city.enrolmentId };
    const answers = await Promise.all(
      quotes.map(({ quote }) =>
        city.ask("requestRefund", city.guardian, { path, body: { quote }, headers: once() }),
      ),
    );
    expect(answers.some(({ status }) => status === 201)).toBe(true);
    const { unconsumed, refunding, refunded } = await balances();
    expect(unconsumed + refunding + refunded).toBe(3 * LESSON_FEN);
    const askedFen = [...city.bank.paid.values()].reduce((sum, each) => sum + each.amountFen, 0);
    expect(askedFen).toBe(refunding + refunded);
  });

  it("a callback that arrives before the local commit is lost, or counts twice", async () => {
    city.bank.beforeAnswer = async (payment) => {
      await reportRefund(city.kit, city.signer, refundExecuted(payment));
    };
    await part(1, 2, 3);
    expect(await balances()).toMatchObject({ refunded: 3 * LESSON_FEN, refunding: 0 });
    await city.engine.settle({ again: true });
    expect(await balances()).toMatchObject({ refunded: 3 * LESSON_FEN, refunding: 0 });
    expect(city.bank.asked).toHaveLength(1);
  });
});
