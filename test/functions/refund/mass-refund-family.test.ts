import { describe, expect, it } from "vitest";
import { financeCalls } from "../../support/finance.ts";
import { collapsed } from "../../support/mass-refunds.ts";
import { refundExecuted, reportRefund } from "../../support/refund-bank.ts";
import { quoted, refundCity } from "../../support/refund-city.ts";
import { PRICE_FEN } from "../../support/taught-class.ts";

const LACKING_FEN = 20_000;

/** A refund city whose institution is frozen; custody lacks a third of what its two families claim. */
async function collapse() {
  const city = await refundCity();
  const fallen = await collapsed(city, city.kit);
  await fallen.bankHolds(LACKING_FEN, "break");
  return { city, fallen };
}

describe("a family of an institution that has collapsed", () => {
  it("is paid its share by the workflow of every refund, and the rest by the institution later", async () => {
    const { city, fallen } = await collapse();
    const massRefundId = await fallen.ordered();
    await fallen.line.plan();
    await fallen.line.open(await fallen.line.queued());
    await city.engine.settle();
    expect(city.bank.paid.size).toBe(2);
    for (const payment of city.bank.paid.values())
      expect((await reportRefund(city.kit, fallen.signer, refundExecuted(payment))).status).toBe(
        200,
      );
    await city.engine.settle();
    await fallen.line.follow();
    const { body } = await fallen.look(massRefundId);
    expect(body).toMatchObject({ status: "completed", sums: { shortFen: LACKING_FEN } });
    const mine = body.families.find(
      ({ enrolmentId }: { enrolmentId: string }) => enrolmentId === city.enrolmentId,
    );
    expect(mine).toMatchObject({ shareFen: 20_000, shortFen: 10_000 });
    const before = await city.enrolment();
    expect(before.balances).toMatchObject({ refunded: 20_000, refunding: 10_000 });
    expect(await city.lessonStatuses()).toEqual(["refunding", "refunding", "refunding"]);

    const { body: trace } = await financeCalls(city.kit).trace(city.guardian, city.enrolmentId);
    expect(trace.lessons[0].nextStep).toMatchObject({ step: "pay-back-family", by: "institution" });
    expect(Date.parse(trace.lessons[0].nextStep.expectedAt)).toBeGreaterThan(city.kit.now());

    const path = { refundId: mine.refundId };
    const received = await city.ask("confirmRefundReceipt", city.guardian, { path });
    expect(received.status).toBe(200);
    const after = await city.enrolment();
    expect(after).toMatchObject({
      status: "terminated",
      balances: { refunded: PRICE_FEN, refunding: 0 },
    });
    expect(await city.lessonStatuses()).toEqual(["returned", "returned", "returned"]);
    expect(city.kit.defects).toEqual([]);
  });

  it("asks for no refund of its own meanwhile, and needs nobody's consent before", async () => {
    const { city, fallen } = await collapse();
    const quote = await quoted(city);
    expect(quote.asksInstitution).toBe(false);
    await fallen.ordered();
    const refused = await city.ask("requestRefund", city.guardian, {
      path: { enrolmentId: city.enrolmentId },
      body: { quote: quote.quote },
    });
    expect([refused.status, refused.body.code]).toEqual([409, "refund.mass-refund-ordered"]);
  });
});
