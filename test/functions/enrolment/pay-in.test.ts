import { beforeEach, describe, expect, it } from "vitest";
import { DAY_MS } from "../../../domain/shared/time.ts";
import { seedBankKey } from "../../support/bank-door.ts";
import { entriesIn } from "../../support/events.ts";
import { aMarket, anOrderToPay, doors, type Doors, type Market } from "../../support/enrolment.ts";
import { testKey } from "../../support/signing.ts";

let market: Market;
let door: Doors;
let order: Awaited<ReturnType<typeof anOrderToPay>>;

beforeEach(async () => {
  market = await aMarket();
  door = doors(market);
  order = await anOrderToPay(door);
});

const statusOfOrder = async (): Promise<string> =>
  (await door.getEnrolment(order.enrolmentId)).body.status;
const entriesNamed = (name: string) =>
  entriesIn(market.kit.table).filter((entry) => entry.eventName === name);

describe("a notice of a pay-in", () => {
  it("pays the order once, however often and under whatever key it comes", async () => {
    const answers = await Promise.all([
      door.notifyPayIn(order.notice, "SB0000000001"),
      door.notifyPayIn(order.notice, "SB0000000001"),
      door.notifyPayIn(order.notice, "another-key"),
    ]);
    const later = await door.notifyPayIn(order.notice, "a-third-key");
    for (const answer of [...answers, later])
      expect([answer.status, answer.body]).toEqual([200, { outcome: "matched" }]);
    expect(entriesNamed("payment-received")).toHaveLength(1);
    const { balances } = (await door.getEnrolment(order.enrolmentId)).body;
    expect(balances).toMatchObject({ paid: 48_001, unconsumed: 48_001 });
    expect(market.kit.defects).toEqual([]);
  });

  it("leaves the pupil's order guard as the order made it: lessons count from the order on", async () => {
    const guards = () => market.kit.table.all().filter((item) => item.type === "order-guard");
    const before = guards();
    await door.notifyPayIn(order.notice);
    expect(guards()).toEqual(before);
    expect(before[0]).toMatchObject({ unconsumedLessonCount: 4 });
  });

  const misfits: [string, object][] = [
    ["wrong-amount", { amountFen: 48_000 }],
    ["wrong-account", { custodyAccountNo: "88000002" }],
    ["late", { paidAt: "2026-03-03T09:00:00.001+08:00" }],
    ["unknown-reference", { paymentId: "somebody-elses" }],
  ];
  it.each(misfits)("holds money aside as %s, and buys no seat with it", async (reason, wrong) => {
    market.kit.advance(DAY_MS);
    const told = await door.notifyPayIn({ ...order.notice, ...wrong });
    expect([told.status, told.body]).toEqual([200, { outcome: "suspense", reason }]);
    expect(await statusOfOrder()).toBe("signed");
    expect(entriesNamed("pay-in-suspended")).toHaveLength(1);
    const again = await door.notifyPayIn({ ...order.notice, ...wrong });
    expect(again.body).toEqual(told.body);
    expect(entriesNamed("pay-in-suspended")).toHaveLength(1);

    const right = await door.notifyPayIn({ ...order.notice, bankSerial: "SB0000000002" });
    expect(right.body).toEqual({ outcome: "matched" });
    expect(market.kit.defects).toEqual([]);
  });

  it("holds a second payment of the same order aside", async () => {
    await door.notifyPayIn(order.notice);
    const second = await door.notifyPayIn({ ...order.notice, bankSerial: "SB0000000002" });
    expect(second.body).toEqual({ outcome: "suspense", reason: "already-paid" });
    expect((await door.getEnrolment(order.enrolmentId)).body.balances.paid).toBe(48_001);
  });

  it("takes one of two payments that come at the same moment", async () => {
    const answers = await Promise.all(
      ["SB0000000001", "SB0000000002"].map((bankSerial) =>
        door.notifyPayIn({ ...order.notice, bankSerial }),
      ),
    );
    const outcomes = answers.map(({ body }) => body.reason ?? body.outcome);
    expect(outcomes.sort()).toEqual(["already-paid", "matched"]);
  });

  it("counts by the instant the family paid, however late it comes", async () => {
    market.kit.advance(7 * 24 * 3_600_000);
    expect((await door.notifyPayIn(order.notice)).body).toEqual({ outcome: "matched" });
  });

  it("is refused, and changes nothing, when it contradicts an earlier one of its serial", async () => {
    await door.notifyPayIn(order.notice);
    const count = market.kit.table.all().length;
    const amount = await door.notifyPayIn({ ...order.notice, amountFen: 1 });
    expect([amount.status, amount.body.code]).toEqual([422, "custody.pay-in-contradicts"]);
    const payment = await door.notifyPayIn({ ...order.notice, paymentId: "another" });
    expect([payment.status, payment.body.code]).toEqual([422, "custody.pay-in-differs"]);
    expect(market.kit.table.all()).toHaveLength(count);
  });
});

describe("a bank", () => {
  it("cannot pay another bank's order, nor use up its serial", async () => {
    const stranger = await seedBankKey(market.kit, "other-bank");
    const told = await door.notifyPayIn(order.notice, undefined, stranger);
    expect(told.body).toEqual({ outcome: "suspense", reason: "unknown-reference" });
    expect(await statusOfOrder()).toBe("signed");
    const [entry] = entriesNamed("pay-in-suspended");
    expect(entry?.data).not.toHaveProperty("enrolmentId");
    expect((await door.notifyPayIn(order.notice)).body).toEqual({ outcome: "matched" });
  });

  it("is believed by its signature alone, and nothing is written for another", async () => {
    const count = market.kit.table.all().length;
    const forged = testKey("sandbox-bank/2026-1").signer;
    const refused = await door.notifyPayIn(order.notice, undefined, forged);
    expect([refused.status, refused.body.code]).toEqual([401, "identity.signature-refused"]);
    expect(market.kit.table.all()).toHaveLength(count);
  });

  it("is told what of its notice does not fit the protocol", async () => {
    const refused = await door.notifyPayIn({ ...order.notice, amountFen: 0, payer: "某某" });
    const paths = refused.body.fields.map((field: { path: string }) => field.path);
    expect([refused.status, paths.sort()]).toEqual([400, ["body.amountFen", "body.payer"]]);
  });
});
