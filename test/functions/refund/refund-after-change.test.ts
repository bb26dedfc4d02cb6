import { expect, it } from "vitest";
import * as contracts from "../../../functions/refund/contracts.ts";
import { httpLambda } from "../../../functions/kit/http.ts";
import { quoteRefund } from "../../../functions/refund/quote-refund.ts";
import { requestRefund } from "../../../functions/refund/request-refund.ts";
import { changeCity } from "../../support/class-changes.ts";
import { call, once } from "../../support/door.ts";
import { LESSON_FEN } from "../../support/real-class.ts";
import { aRefundBank, refundExecuted, reportRefund } from "../../support/refund-bank.ts";
import { refundEngine } from "../../support/refund-engine.ts";

it("pays an order back that a change of class made, on the way on which the family once paid", async () => {
  const city = await changeCity();
  const { kit, first, market } = city;
  const bank = aRefundBank();
  const engine = refundEngine(kit, bank);
  const { classId } = await city.anotherClass();
  const { toEnrolmentId } = (await city.changed(classId, [3, 4])).body;
  const asked = { as: first.guardian, path: { enrolmentId: String(toEnrolmentId) } };
  const quoted = await call(httpLambda(contracts.quoteRefund, quoteRefund, kit), {
    ...asked,
    body: { ground: "before-start" },
  });
  expect(quoted.body).toMatchObject({ custodyFen: 2 * LESSON_FEN + 1, asksInstitution: false });
  await call(httpLambda(contracts.requestRefund, requestRefund, kit), {
    ...asked,
    body: { quote: quoted.body.quote },
    headers: once(),
  });
  await engine.settle();
  const { payment: paid } = await city.order(first.enrolmentId);
  const [order] = bank.asked;
  expect(order).toMatchObject({
    amountFen: 2 * LESSON_FEN + 1,
    bankSerial: paid?.bankSerial,
    custodyAccountNo: paid?.custodyAccountNo,
  });
  if (order === undefined) throw new Error("the bank was asked");
  await reportRefund(kit, market.signer, refundExecuted(order));
  await engine.settle();
  expect(await city.order(String(toEnrolmentId))).toMatchObject({
    status: "terminated",
    balances: { transferredIn: 2 * LESSON_FEN + 1, refunded: 2 * LESSON_FEN + 1 },
  });
  expect(await city.seatsTaken(classId)).toBe(0);
  expect(await city.openLessons()).toBe(2);
  expect(kit.defects).toEqual([]);
});
