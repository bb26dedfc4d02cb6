import { beforeEach, describe, expect, it } from "vitest";
import { refundExecuted, reportRefund } from "../../support/refund-bank.ts";
import { quoted, refundCity, type RefundCity } from "../../support/refund-city.ts";
import { LESSON_FEN, PRICE_FEN } from "../../support/taught-class.ts";

let city: RefundCity;
beforeEach(async () => {
  city = await refundCity();
});

describe("a refund from the quote to the family's account", () => {
  it("is quoted line by line, held, agreed, instructed and paid", async () => {
    const quote = await quoted(city);
    expect(quote).toMatchObject({ totalFen: PRICE_FEN, custodyFen: PRICE_FEN, institutionFen: 0 });
    const { body, status } = await city.ask("requestRefund", city.guardian, {
      path: { enrolmentId: city.enrolmentId },
      body: { quote: quote.quote, text: "孩子随家长迁居外地" },
    });
    expect({ status, turn: body.turn }).toEqual({ status: 201, turn: "institution" });
    const { refundId } = body;
    expect((await city.enrolment()).balances).toMatchObject({
      unconsumed: 0,
      refunding: PRICE_FEN,
    });
    expect(city.bank.asked).toEqual([]);

    const path = { refundId };
    const agreed = await city.ask("decideRefund", city.finance, {
      path,
      body: { decision: "agree" },
    });
    expect(agreed.body).toMatchObject({ status: "agreed", turn: "platform" });
    expect(city.bank.asked).toMatchObject([{ amountFen: PRICE_FEN, bankSerial: "SB1" }]);
    const [payment] = city.bank.asked;
    if (payment === undefined) throw new Error("the bank was asked");

    const reported = await reportRefund(city.kit, city.signer, refundExecuted(payment));
    expect(reported.body).toMatchObject({ outcome: "executed" });
    await city.engine.settle();
    expect(await city.refund(refundId)).toMatchObject({ status: "paid" });
    const { balances, status: order } = await city.enrolment();
    expect({ order, refunded: balances.refunded }).toEqual({
      order: "terminated",
      refunded: 3 * LESSON_FEN,
    });
    expect(await city.lessonStatuses()).toEqual(["returned", "returned", "returned"]);
    expect(city.engine.execution(refundId)).toMatchObject({ status: "SUCCEEDED" });
    expect(city.kit.defects).toEqual([]);
  });
});
