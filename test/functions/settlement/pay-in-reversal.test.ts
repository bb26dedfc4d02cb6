import { beforeEach, describe, expect, it } from "vitest";
import { PayInSuspended } from "../../../events/custody.ts";
import { eventLambda } from "../../../functions/kit/event.ts";
import { httpLambda } from "../../../functions/kit/http.ts";
import * as contracts from "../../../functions/settlement/contracts.ts";
import { reportReturnResult } from "../../../functions/settlement/report-return-result.ts";
import { returnPayIn } from "../../../functions/settlement/return-pay-in.ts";
import { callAsBank, seedBankKey } from "../../support/bank-door.ts";
import { aMarket, anOrderToPay, doors, type Doors, type Market } from "../../support/enrolment.ts";
import { busEventOf, entriesIn } from "../../support/events.ts";
import { noticesTo } from "../../support/deadlines.ts";
import { reportReversal, reversalOf } from "../../support/reversals.ts";

let market: Market;
let door: Doors;
let order: Awaited<ReturnType<typeof anOrderToPay>>;
let notice: typeof order.notice;

beforeEach(async () => {
  market = await aMarket();
  door = doors(market);
  order = await anOrderToPay(door);
  ({ notice } = order);
});

const report = (changes: object = {}, signer = market.signer) =>
  reportReversal(market.kit, signer, reversalOf(market.kit, notice, changes));
const entriesNamed = (name: string) =>
  entriesIn(market.kit.table).filter((entry) => entry.eventName === name);
const itemOf = (type: string) => market.kit.table.all().find((item) => item.type === type);
const overtaken = () => {
  const { paymentId, custodyAccountNo, paidAt } = notice;
  return { payIn: { paymentId, custodyAccountNo, paidAt } };
};

describe("a pay-in that the bank reverses", () => {
  it("ends an order that nothing was used of: money, lessons, guard and seat, and both are told", async () => {
    await door.notifyPayIn(notice);
    const told = await report();
    expect([told.status, told.body.outcome]).toEqual([200, "taken-back"]);
    const { status, balances, lessons } = (await door.getEnrolment(order.enrolmentId)).body;
    expect(status).toBe("terminated");
    expect(balances).toMatchObject({ paid: 48_001, unconsumed: 0, reversed: 48_001 });
    expect(lessons.map((one: { status: string }) => one.status)).toEqual(Array(4).fill("reversed"));
    expect(itemOf("order-guard")).toMatchObject({ unconsumedLessonCount: 0, orders: [] });
    expect(itemOf("class-seats")).toMatchObject({ taken: 0 });
    expect(entriesNamed("payment-reversed")).toMatchObject([
      { data: { takenBackFen: 48_001, shortFen: 0, reasonCode: "not-covered" } },
    ]);
    for (const recipient of [market.guardian.memberId, market.institutionId])
      expect(noticesTo(market.kit, recipient)).toContain("payment-reversed");
    expect(itemOf("task")).toBeUndefined();
    expect(market.kit.defects).toEqual([]);
  });

  it("is reversed once, however often, at once and under whatever key it is told", async () => {
    await door.notifyPayIn(notice);
    const answers = await Promise.all([report(), report(), report()]);
    const later = await report({ reversedAt: "2026-03-01T09:00:00+08:00" });
    for (const { status, body } of [...answers, later])
      expect([status, body]).toEqual([200, answers[0].body]);
    expect(entriesNamed("payment-reversed")).toHaveLength(1);
    expect(market.kit.defects).toEqual([]);
  });

  it("stays reversed when its notice is told again: nothing is paid by it", async () => {
    await door.notifyPayIn(notice);
    await report();
    expect((await door.notifyPayIn(notice)).body).toEqual({ outcome: "matched" });
    expect((await door.getEnrolment(order.enrolmentId)).body.status).toBe("terminated");
    expect(entriesNamed("payment-received")).toHaveLength(1);
  });

  it.each([
    ["custody.reversal-wrong-amount", 422, { amountFen: 48_000 }],
    ["resource.not-found", 404, { bankSerial: "SB404" }],
  ])("is refused as %s, and nothing changes", async (code, status, wrong) => {
    await door.notifyPayIn(notice);
    const before = market.kit.table.all();
    const refused = await report(wrong);
    expect([refused.status, refused.body.code]).toEqual([status, code]);
    expect(market.kit.table.all()).toEqual(before);
  });

  it("is refused where it contradicts what was told before", async () => {
    await door.notifyPayIn(notice);
    await report();
    const before = market.kit.table.all();
    const second = await report({ reversalSerial: "R2" });
    expect([second.status, second.body.code]).toEqual([409, "custody.reversal-contradicts"]);
    const other = await report({ payIn: { ...overtaken().payIn, paymentId: "another" } });
    expect([other.status, other.body.code]).toEqual([422, "custody.pay-in-differs"]);
    expect(market.kit.table.all()).toEqual(before);
  });

  it("cannot be reversed by another bank, to which it is unknown", async () => {
    await door.notifyPayIn(notice);
    const stranger = await seedBankKey(market.kit, "other-bank");
    expect((await report({}, stranger)).status).toBe(404);
    expect((await door.getEnrolment(order.enrolmentId)).body.status).toBe("paid");
  });
});

describe("a reversal that overtakes the notice of its pay-in", () => {
  it("is recorded as gone, so that the notice pays nothing and nothing is sent back", async () => {
    const told = await report(overtaken());
    expect([told.status, told.body.outcome]).toEqual([200, "aside"]);
    const noticed = await door.notifyPayIn(notice);
    expect(noticed.body).toEqual({ outcome: "suspense", reason: "reversed" });
    expect((await door.getEnrolment(order.enrolmentId)).body.status).toBe("signed");
    expect(entriesNamed("pay-in-suspended")).toEqual([]);
    expect((await report(overtaken())).body).toEqual(told.body);

    const anew = await door.notifyPayIn({ ...notice, bankSerial: "SB0000000002" });
    expect(anew.body).toEqual({ outcome: "matched" });
    expect(market.kit.defects).toEqual([]);
  });
});

describe("money that was held aside", () => {
  it("ends as reversed, is shown so to its family, and is not sent back", async () => {
    const wrong = { ...notice, amountFen: 48_000 };
    await door.notifyPayIn(wrong);
    const told = await report({ amountFen: 48_000 });
    expect(told.body.outcome).toBe("aside");
    expect(entriesNamed("pay-in-reversed")).toMatchObject([
      { data: { outcome: "aside", enrolmentId: order.enrolmentId } },
    ]);
    expect(itemOf("suspended-pay-in")).toMatchObject({
      state: { status: "reversed", reason: "wrong-amount" },
    });
    expect((await door.notifyPayIn(wrong)).body.reason).toBe("wrong-amount");
  });

  it("is a matter for a person once its return is under way, whatever the bank says of that", async () => {
    const { kit, signer } = market;
    await door.notifyPayIn({ ...notice, amountFen: 48_000 });
    const suspended = busEventOf(kit.table, PayInSuspended.name);
    await eventLambda(contracts.returnPayIn, PayInSuspended, returnPayIn, kit)(suspended);
    const told = await report({ amountFen: 48_000 });
    expect(told.body.outcome).toBe("contested");
    expect(itemOf("task")).toMatchObject({
      state: { kind: "reversal-contested", amountFen: 48_000, reasonCode: "not-covered" },
    });
    const state = itemOf("suspended-pay-in")?.["state"] as unknown as Record<string, string>;
    expect(state["status"]).toBe("returning");
    const result = {
      ...{ returnId: state["returnId"], bankSerial: notice.bankSerial, amountFen: 48_000 },
      ...{ outcome: "rejected", executedAt: notice.paidAt, reason: "unknown-serial" },
    };
    const results = httpLambda(contracts.reportReturnResult, reportReturnResult, kit);
    const answers = [1, 2].map(() => callAsBank(results, kit, signer, result));
    for (const { status, body } of await Promise.all(answers))
      expect([status, body.outcome]).toEqual([200, "rejected"]);
    expect(itemOf("suspended-pay-in")).toMatchObject({ state: { status: "reversed" } });
    expect(kit.defects).toEqual([]);
  });
});
