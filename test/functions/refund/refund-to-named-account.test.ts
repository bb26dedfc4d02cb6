import { beforeEach, describe, expect, it } from "vitest";
import { storable } from "../../../adapters/aggregates.ts";
import { keys } from "../../../adapters/table/keys.ts";
import { EnrolmentState } from "../../../domain/enrolment/enrolment.ts";
import { refundExecuted, refundRejected, reportRefund } from "../../support/refund-bank.ts";
import { refundCity, type RefundCity, requested } from "../../support/refund-city.ts";
import { PRICE_FEN } from "../../support/taught-class.ts";

const HOUR_MS = 3_600_000;
const PAYEE = { accountNo: "6217000000005555", holder: "李芳" };

let city: RefundCity;
beforeEach(async () => {
  city = await refundCity();
});

/** As if the order had been sold before the institution joined: no payment came through the platform. */
async function withoutPayment(): Promise<void> {
  const item = await city.kit.table.get(keys.enrolment(city.enrolmentId));
  if (item === undefined) throw new Error("the order is there");
  const { payment: _none, ...state } = EnrolmentState.parse(item["state"]);
  await city.kit.table.commit([{ kind: "put", item: { ...item, state: storable(state) } }]);
}

const retry = (refundId: string, payee?: object) =>
  city.ask("retryRefundPayment", city.officer, {
    path: { refundId },
    body: { finding: "已核对家长本人账户", ...(payee === undefined ? {} : { payee }) },
  });

describe("a refund that has no way back", () => {
  it("waits for a person at once, who names the family's account; the bank pays there", async () => {
    await withoutPayment();
    const refundId = await requested(city);
    await city.ask("decideRefund", city.finance, {
      path: { refundId },
      body: { decision: "agree" },
    });
    expect((await city.refund(refundId)).status).toBe("with-person");
    expect((await retry(refundId)).body.code).toBe("refund.no-way-back");
    expect((await retry(refundId, PAYEE)).body.status).toBe("instructed");
    expect(city.bank.asked).toEqual([]);
    const [payment] = city.bank.named;
    expect(payment).toMatchObject({ amountFen: PRICE_FEN, payee: PAYEE });
    if (payment === undefined) throw new Error("the bank was asked");
    const report = refundExecuted({ ...payment, bankSerial: "-" });
    expect((await reportRefund(city.kit, city.signer, report)).status).toBe(200);
    expect((await city.refund(refundId)).status).toBe("paid");
    const written = city.kit.table.all().map((item) => JSON.stringify(item));
    expect(written.some((text) => text.includes(PAYEE.accountNo) || text.includes("李芳"))).toBe(
      false,
    );
  });

  it("is one whose payer's account is closed, but none that the bank may have paid", async () => {
    const refundId = await requested(city, { ground: "cooling-off" });
    await city.pass(48 * HOUR_MS);
    expect((await retry(refundId, PAYEE)).body.code).toBe("refund.payment-unanswered");
    for (let tries = 0; tries < 3; tries += 1) {
      const payment = city.bank.asked.at(-1);
      if (payment === undefined) throw new Error("the bank was asked");
      await reportRefund(city.kit, city.signer, refundRejected(payment));
      await city.engine.settle();
      await city.pass(HOUR_MS);
    }
    expect((await city.refund(refundId)).status).toBe("with-person");
    expect((await retry(refundId, PAYEE)).body.status).toBe("instructed");
    expect(city.bank.named).toHaveLength(1);
  });
});
