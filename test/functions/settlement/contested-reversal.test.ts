import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DAY_MS } from "../../../domain/shared/time.ts";
import { EnrolmentId } from "../../../domain/shared/ids.ts";
import { openingDoors, OPENINGS, openingSetting } from "../../support/openings.ts";
import { entriesIn } from "../../support/events.ts";
import { refundCity, requested } from "../../support/refund-city.ts";
import { recordPayInOf, reportReversal, reversalOf } from "../../support/reversals.ts";
import { settledCity, type SettledCity } from "../../support/settled-city.ts";
import { PRICE_FEN } from "../../support/taught-class.ts";

describe("the deposit of a list that the bank reverses", () => {
  it("is a matter for a person: no rule knows whose part lacks", async () => {
    const setting = await openingSetting();
    const door = openingDoors(setting);
    const { deposit } = await door.handIn(OPENINGS(setting.classId));
    await door.pay(deposit);
    await door.shareOut();
    const { kit, signer } = setting.market;
    const received = entriesIn(kit.table).find((e) => e.eventName === "opening-deposit-received");
    const bankSerial = String(received?.data["bankSerial"]);
    const body = reversalOf(kit, { bankSerial, amountFen: deposit.totalFen });
    const told = await reportReversal(kit, signer, body);
    expect([told.status, told.body.outcome]).toEqual([200, "contested"]);
    expect((await reportReversal(kit, signer, body)).body).toEqual(told.body);
    const tasks = kit.table.all().filter(({ type }) => type === "task");
    expect(tasks).toMatchObject([
      { state: { kind: "reversal-contested", amountFen: deposit.totalFen, about: { bankSerial } } },
    ]);
    expect((await door.report(deposit.reference)).body.deposit.status).toBe("posted");
    expect(kit.defects).toEqual([]);
  });
});

describe("an order whose refund is under way when its payment is reversed", () => {
  it("is not refunded as well: a person has it, and cannot have it paid twice", async () => {
    const city = await refundCity();
    const enrolmentId = EnrolmentId.parse(city.enrolmentId);
    const payIn = await recordPayInOf(city.kit, enrolmentId);
    const refundId = await requested(city, { ground: "consumer" });
    const told = await reportReversal(city.kit, city.signer, reversalOf(city.kit, payIn));
    expect(told.body.outcome).toBe("short");
    const { refunding, unconsumed, reversed, paid } = (await city.enrolment()).balances;
    expect([refunding + unconsumed + reversed, paid]).toEqual([PRICE_FEN, PRICE_FEN]);
    await city.pass(9 * DAY_MS);
    expect((await city.refund(refundId)).status).toBe("with-person");
    expect(city.bank.asked).toEqual([]);
    const retried = await city.ask("retryRefundPayment", city.officer, {
      path: { refundId },
      body: { finding: "已与银行核实，可再次付款" },
    });
    expect([retried.status, retried.body.code]).toEqual([409, "refund.payment-reversed"]);
    expect(city.bank.asked).toEqual([]);
    expect(city.kit.defects).toEqual([]);
  });
});

describe("the sandbox bank's own reversal", () => {
  let city: SettledCity;
  beforeEach(async () => {
    city = await settledCity();
  });
  afterEach(() => city.stop());

  const outcomes = () =>
    entriesIn(city.kit.table)
      .filter(({ eventName }) => eventName.endsWith("reversed"))
      .map(({ eventName, data }) => [eventName, data["outcome"] ?? data["shortFen"]]);

  it.each(["twice", "late"])("ends the order, told %s, and both books agree", async (fault) => {
    await city.admin("PUT", "faults", {
      ...{ seed: 7, lateMs: 20, noticesOf: "pay-in-reversals" },
      notices: { [fault]: { chance: 1, times: 1 } },
    });
    const order = await city.anOrder();
    const { bankSerial } = await city.payAtBank(order.payUrl, order.amountFen);
    const status = async () => (await city.enrolmentOf(order.enrolmentId)).status;
    await vi.waitFor(async () => expect(await status()).toBe("paid"));
    await city.admin("POST", `pay-ins/${bankSerial}/reversal`, {});
    await vi.waitFor(async () => expect(await status()).toBe("terminated"));
    expect(outcomes()).toEqual([["payment-reversed", 0]]);
    expect((await city.balances()).custodyFen).toBe(0);
    expect(city.kit.defects).toEqual([]);
  });

  it("that overtakes the notice of the pay-in leaves nothing to pay by it", async () => {
    await city.admin("PUT", "faults", {
      ...{ seed: 7, lateMs: 400, noticesOf: "/pay-ins" },
      notices: { late: { chance: 1, times: 1 } },
    });
    const order = await city.anOrder();
    const { bankSerial } = await city.payAtBank(order.payUrl, order.amountFen);
    await city.admin("POST", `pay-ins/${bankSerial}/reversal`, {});
    await vi.waitFor(() => expect(outcomes()).toEqual([["pay-in-reversed", "aside"]]));
    await vi.waitFor(async () => expect((await city.admin("GET", "outbox")).open).toEqual([]));
    expect((await city.enrolmentOf(order.enrolmentId)).status).toBe("signed");
    expect(city.kit.defects).toEqual([]);
  });

  it("of money that is held aside is shown to its family, and it is not sent back", async () => {
    const order = await city.anOrder();
    const { bankSerial } = await city.payAtBank(order.payUrl, order.amountFen + 1);
    await vi.waitFor(async () => expect(await city.mine()).toMatchObject([{ status: "held" }]));
    await city.admin("POST", `pay-ins/${bankSerial}/reversal`, {});
    await vi.waitFor(async () =>
      expect(await city.mine()).toMatchObject([{ status: "reversed", bankSerial }]),
    );
    await city.pump();
    expect(await city.mine()).toMatchObject([{ status: "reversed" }]);
    expect((await city.balances()).custodyFen).toBe(0);
    expect(city.kit.defects).toEqual([]);
  });
});
