import { describe, expect, it } from "vitest";
import { BankUnavailable } from "../../../adapters/bank/bank-client.ts";
import { StoreUnavailable, type Table } from "../../../adapters/table/table.ts";
import { httpLambda } from "../../../functions/kit/http.ts";
import { confirmLesson } from "../../../functions/lesson/confirm-lesson.ts";
import * as lessons from "../../../functions/lesson/contracts.ts";
import { disputeCalls } from "../../support/disputes.ts";
import { call, once, type TestKit } from "../../support/door.ts";
import { earnedSetting } from "../../support/earned-setting.ts";
import { aMarket, anOrderToPay, doors, withTestVault } from "../../support/enrolment.ts";
import { entriesIn } from "../../support/events.ts";
import { lessonCalls, lessonFacts, present } from "../../support/lessons.ts";
import { enrolmentId } from "../../support/money-builders.ts";
import { executed, reportResult } from "../../support/release-line.ts";
import { LESSON_FEN, PRICE_FEN, taughtClass } from "../../support/taught-class.ts";

/** Bugs that others have had, each by its name: what went wrong there must not go wrong here. */

const FIRST = enrolmentId(1);

const happened = (kit: TestKit, eventName: string): number =>
  entriesIn(kit.table).filter((entry) => entry.eventName === eventName).length;

/** A class of one family that is asked to confirm its first lesson. */
async function askedFamily() {
  const world = await taughtClass(1);
  const calls = lessonCalls(world.kit, world.classId);
  await calls.attend(world.teacher, present(FIRST));
  await calls.request(world.teacher, [FIRST]);
  const [family] = world.families;
  if (family === undefined) throw new Error("the class has a family");
  return { ...world, calls, guardian: family.guardian };
}

describe("a retry under a new key acts twice", () => {
  // Elsewhere the key was the only guard: an app that was reinstalled, and made a new one, paid a second time.
  it("is refused where the first one has moved money, and moves none", async () => {
    const { kit, calls, guardian } = await askedFamily();
    expect((await calls.confirm(guardian, FIRST)).status).toBe(200);
    const again = await calls.confirm(guardian, FIRST);
    expect([again.status, again.body.code]).toEqual([409, "lesson.already-confirmed"]);
    expect((await lessonFacts(kit).enrolment(FIRST)).balances.earned).toBe(LESSON_FEN);
    expect(happened(kit, "lesson-confirmed")).toBe(1);
  });

  it("finds the same payment and the same receipt, whatever the key", async () => {
    const market = await aMarket();
    const door = doors(market);
    const { enrolmentId: order, payment, notice } = await anOrderToPay(door);
    expect((await door.payOrder(order)).body).toEqual(payment);
    for (const key of ["first-key", "second-key", "second-key"])
      expect((await door.notifyPayIn(notice, key)).body).toEqual({ outcome: "matched" });
    expect(happened(market.kit, "payment-received")).toBe(1);
    expect((await lessonFacts(market.kit).enrolment(order)).balances.paid).toBe(payment.amountFen);
  });
});

describe("a callback arrives before the local commit", () => {
  // Elsewhere the bank's notice found no record of the payment yet, was answered 404, and never came again.
  it("of a payment: the notice comes while the bank is still being asked for the page", async () => {
    const market = await aMarket();
    const door = doors(market);
    const { client } = market.bank;
    let early: unknown;
    const hasty: typeof client = {
      ...client,
      requestPayment: async (asked) => {
        const { paymentId, amountFen, custodyAccountNo } = asked;
        const paidAt = "2026-03-02T09:00:00+08:00";
        const notice = { bankSerial: "SB1", paymentId, custodyAccountNo, amountFen, paidAt };
        early ??= (await door.notifyPayIn(notice)).body;
        return client.requestPayment(asked);
      },
    };
    const slow = doors({ ...market, kit: { ...market.kit, bank: () => hasty } });
    const { enrolmentId: order, payment } = await anOrderToPay(slow);
    expect(early).toEqual({ outcome: "matched" });
    expect((await door.getEnrolment(order)).body).toMatchObject({ status: "paid" });
    expect(payment.paymentId).toMatch(/^pay_/);
    expect(market.kit.defects).toEqual([]);
  });

  it("of a release: the result comes while the instruction is still being sent", async () => {
    const setting = await earnedSetting();
    await setting.line.instruct();
    setting.bank.beforeAnswer = async (order) => {
      const { status } = await reportResult(setting.kit, setting.signer, executed(order));
      expect(status).toBe(200);
    };
    await setting.line.send();
    expect((await setting.instruction()).status).toBe("executed");
    expect((await setting.enrolment()).balances.released).toBe(LESSON_FEN);
    expect(happened(setting.kit, "release-executed")).toBe(1);
  });
});

describe("a hold ignores other holds", () => {
  // Elsewhere each hold was checked against the whole balance, so that two of them promised the same money.
  it("never: two disputed lessons freeze two fees, and settling one leaves the other frozen", async () => {
    const { kit, calls, guardian, teacher, officer } = await askedFamily();
    await calls.attend(teacher, present(FIRST), { session: "2" });
    await calls.request(teacher, [FIRST], { session: "2" });
    const disputes = disputeCalls(withTestVault(kit));
    const balances = async () => (await lessonFacts(kit).enrolment(FIRST)).balances;
    const [first] = [
      await disputes.dispute(guardian, FIRST, { lesson: "1" }),
      await disputes.dispute(guardian, FIRST, { lesson: "2" }),
    ];
    expect(await balances()).toMatchObject({ disputed: 2 * LESSON_FEN, pending: 0 });
    const { status, body } = await disputes.resolve(officer, first.body.disputeId, "institution");
    expect([status, body.code]).toEqual([200, undefined]);
    expect(await balances()).toMatchObject({
      paid: PRICE_FEN,
      disputed: LESSON_FEN,
      earned: LESSON_FEN,
      unconsumed: LESSON_FEN,
    });
  });
});

describe("a retry after a timeout runs again", () => {
  // Elsewhere no answer was taken for no effect, and the job was queued anew under another number.
  it("not at the bank: what it did without answering is asked for under the same id", async () => {
    const setting = await earnedSetting();
    await setting.line.instruct();
    const { bank } = setting;
    bank.beforeAnswer = (order) => {
      bank.paid.set(order.instructionId, order);
      return Promise.reject(new BankUnavailable("no answer in time"));
    };
    await expect(setting.line.send()).rejects.toThrow(BankUnavailable);
    bank.beforeAnswer = () => Promise.resolve();
    await setting.line.send();
    expect(bank.asked).toHaveLength(2);
    expect(bank.asked[1]).toEqual(bank.asked[0]);
    expect(bank.paid.size).toBe(1);
    expect(setting.instructionCount()).toBe(1);
  });

  it("not at the store: the command was committed, its answer lost, and the same key finds it", async () => {
    const { kit, guardian, calls } = await askedFamily();
    const losing: Table = {
      ...kit.table,
      commit: async (writes) => {
        await kit.table.commit(writes);
        throw new StoreUnavailable("the answer was lost");
      },
    };
    const headers = once();
    const path = { enrolmentId: FIRST, lessonNumber: "1" };
    const unsure = httpLambda(lessons.confirmLesson, confirmLesson, { ...kit, table: losing });
    const first = await call(unsure, { as: guardian, path, headers });
    expect([first.status, first.headers["retry-after"]]).toEqual([503, expect.any(String)]);
    const second = await calls.confirm(guardian, FIRST, { headers });
    expect([second.status, second.headers["idempotency-replayed"]]).toEqual([200, "true"]);
    expect(happened(kit, "lesson-confirmed")).toBe(1);
  });
});

describe("a body rebuilt from the live balance", () => {
  // Elsewhere a replayed answer was read anew: the client took what happened later for what its call had done.
  it("never: after the fee is paid out, the confirmation is still answered as it was", async () => {
    const { kit, calls, guardian } = await askedFamily();
    const headers = once();
    const first = await calls.confirm(guardian, FIRST, { headers });
    const item = kit.table.all().find(({ type }) => type === "lesson");
    if (item === undefined) throw new Error("the lesson is in the table");
    const state = { ...(item["state"] as object), status: "released", amountFen: 1 };
    await kit.table.commit([{ kind: "put", item: { ...item, state } }]);
    const replayed = await calls.confirm(guardian, FIRST, { headers });
    expect(replayed.headers["idempotency-replayed"]).toBe("true");
    expect(replayed.body).toEqual(first.body);
    expect(replayed.body).toMatchObject({ status: "confirmed", amountFen: LESSON_FEN });
  });

  it("never: an order that is paid by now is still answered as the draft that it was", async () => {
    const market = await aMarket();
    const door = doors(market);
    const key = once();
    const { guardian } = market;
    const placing = {
      ...door,
      placeOrder: (body: unknown) => door.placeOrder(body, guardian, key),
    };
    const { enrolmentId: order, notice } = await anOrderToPay(placing);
    const { classId, studentId } = (await door.getEnrolment(order)).body;
    await door.notifyPayIn(notice);
    const replayed = await door.placeOrder({ studentId, classId }, guardian, key);
    expect(replayed.headers["idempotency-replayed"]).toBe("true");
    expect(replayed.body).toMatchObject({ enrolmentId: order, status: "draft" });
    expect((await door.getEnrolment(order)).body.status).toBe("paid");
  });
});
