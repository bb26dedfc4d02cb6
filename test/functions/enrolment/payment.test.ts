import { beforeEach, describe, expect, it } from "vitest";
import { BankRefused } from "../../../adapters/bank/bank-client.ts";
import { once } from "../../support/door.ts";
import {
  aMarket,
  anOpenClass,
  changeInstitution,
  doors,
  type Doors,
  type Market,
} from "../../support/enrolment.ts";

let market: Market;
let door: Doors;
let enrolmentId: string;

const DAY_MS = 24 * 3_600_000;

beforeEach(async () => {
  market = await aMarket();
  door = doors(market);
  const { classId } = await anOpenClass(door);
  const { studentId } = (await door.addStudent()).body;
  const order = (await door.placeOrder({ studentId, classId })).body;
  enrolmentId = order.enrolmentId;
  await door.signContract(enrolmentId, order.termsHash);
});

describe("asking the bank for a payment", () => {
  it("names the course, never the child, and the institution's own custody account", async () => {
    await door.payOrder(enrolmentId);
    expect(market.bank.asked).toEqual([
      {
        paymentId: expect.stringMatching(/^pay_/),
        institutionId: market.institutionId,
        custodyAccountNo: "88000001",
        amountFen: 48_001,
        expiresAt: "2026-03-03T09:00:00.000+08:00",
        description: "书法入门（4 课时）",
      },
    ]);
  });

  it("asks with the same id again when the bank did not answer, under the same key", async () => {
    const key = once();
    market.bank.state.isUp = false;
    const down = await door.payOrder(enrolmentId, market.guardian, key);
    expect([down.status, down.body.code]).toEqual([503, "enrolment.bank-unavailable"]);
    expect(down.headers["retry-after"]).toBeDefined();
    market.bank.state.isUp = true;
    const up = await door.payOrder(enrolmentId, market.guardian, key);
    expect(up.status).toBe(200);
    const ids = market.bank.asked.map(({ paymentId }) => paymentId);
    expect(ids).toEqual([up.body.paymentId, up.body.paymentId]);
    const replayed = await door.payOrder(enrolmentId, market.guardian, key);
    expect(replayed.headers["idempotency-replayed"]).toBe("true");
    expect(market.bank.asked).toHaveLength(2);
    expect(market.kit.defects).toEqual([]);
  });

  it("makes one payment of an order, however often and under whatever key it is asked for", async () => {
    const [first, second] = await Promise.all([
      door.payOrder(enrolmentId),
      door.payOrder(enrolmentId),
    ]);
    const third = await door.payOrder(enrolmentId);
    expect(second.body).toEqual(first.body);
    expect(third.body).toEqual(first.body);
    expect(market.kit.table.all().filter((item) => item.type === "payment")).toHaveLength(1);
  });

  it("tells the family when the bank refuses", async () => {
    const refusing = { ...market.kit, bank: () => ({ ...market.bank.client, requestPayment }) };
    const requestPayment = () => Promise.reject(new BankRefused("bank.account-closed"));
    const refused = await doors({ ...market, kit: refusing }).payOrder(enrolmentId);
    expect([refused.status, refused.body.code]).toEqual([502, "enrolment.bank-refused"]);
    expect(refused.body.facts.reason).toBe("bank.account-closed");
  });

  it("is over after a day", async () => {
    await door.payOrder(enrolmentId);
    market.kit.advance(DAY_MS + 1);
    const late = await door.payOrder(enrolmentId);
    expect([late.status, late.body.code]).toEqual([409, "enrolment.payment-expired"]);
  });

  it("is over when the class begins, also for an order that was never sent to the bank", async () => {
    market.kit.advance(2 * DAY_MS);
    const late = await door.payOrder(enrolmentId);
    expect([late.status, late.body.code]).toEqual([422, "enrolment.class-begun"]);
  });

  it("is refused when the institution may not sell any more", async () => {
    await changeInstitution(market, { blacklisted: true });
    const refused = await door.payOrder(enrolmentId);
    expect([refused.status, refused.body.code]).toEqual([422, "catalogue.not-sellable"]);
    expect(market.bank.asked).toEqual([]);
  });

  it("needs an idempotency key", async () => {
    const refused = await door.payOrder(enrolmentId, market.guardian, {});
    expect([refused.status, refused.body.code]).toEqual([400, "idempotency.key-required"]);
  });
});
