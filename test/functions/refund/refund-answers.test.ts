import { beforeEach, describe, expect, it } from "vitest";
import { DAY_MS } from "../../../domain/shared/time.ts";
import { noticesTo } from "../../support/deadlines.ts";
import { refundCity, type RefundCity, requested } from "../../support/refund-city.ts";
import { LESSON_FEN } from "../../support/taught-class.ts";

let city: RefundCity;
beforeEach(async () => {
  city = await refundCity();
});

const decide = (refundId: string, body: object) =>
  city.ask("decideRefund", city.finance, { path: { refundId }, body });
const REJECT = { decision: "reject", reasonCode: "lessons-were-held", text: "课程均已开设" };
const arbitrate = (refundId: string, body: object) =>
  city.ask("arbitrateRefund", city.officer, {
    path: { refundId },
    body: { text: "经核实课时未上", ...body },
  });

describe("an institution that is silent", () => {
  it("is reminded, and after five working days has agreed; the bank is told", async () => {
    const refundId = await requested(city);
    // Friday, 6 March 2026: the fifth working day is the Friday after.
    await city.pass(6 * DAY_MS);
    expect((await city.refund(refundId)).status).toBe("applied");
    await city.pass(2 * DAY_MS);
    expect((await city.refund(refundId)).status).toBe("instructed");
    expect(city.bank.asked).toHaveLength(1);
    expect(noticesTo(city.kit, city.institutionId)).toEqual([
      "refund-requested",
      "refund-reminder",
      "refund-reminder",
      "refund-stands",
    ]);
  });

  it("cannot answer any more once its time is over", async () => {
    const refundId = await requested(city);
    city.kit.advance(30 * DAY_MS);
    const { status, body } = await decide(refundId, REJECT);
    expect({ status, code: body.code }).toEqual({ status: 409, code: "refund.answer-too-late" });
    expect((await city.refund(refundId)).status).toBe("applied");
  });
});

describe("an institution that refuses", () => {
  it("is overruled in whole: the bank pays", async () => {
    const refundId = await requested(city);
    expect((await decide(refundId, REJECT)).body).toMatchObject({ turn: "authority" });
    expect((await arbitrate(refundId, { finding: "order" })).body.status).toBe("ordered");
    expect(city.bank.asked).toMatchObject([{ amountFen: 3 * LESSON_FEN }]);
  });

  it("is overruled in part: the other lessons go on, and their money is free again", async () => {
    const refundId = await requested(city);
    await decide(refundId, REJECT);
    await arbitrate(refundId, { finding: "order", lessonNumbers: [3] });
    expect(city.bank.asked).toMatchObject([{ amountFen: LESSON_FEN }]);
    expect((await city.enrolment()).balances).toMatchObject({
      unconsumed: 2 * LESSON_FEN,
      refunding: LESSON_FEN,
    });
    expect(await city.lessonStatuses()).toEqual(["scheduled", "scheduled", "refunding"]);
  });

  it("is not overruled for a lesson that nobody asked back", async () => {
    const refundId = await requested(city, { ground: "consumer", lessonNumbers: [1] });
    await decide(refundId, REJECT);
    const { body } = await arbitrate(refundId, { finding: "order", lessonNumbers: [2] });
    expect(body.code).toBe("refund.lesson-not-in-refund");
  });

  it("is upheld: all is as it was, and the workflow is over", async () => {
    const refundId = await requested(city);
    await decide(refundId, REJECT);
    expect((await arbitrate(refundId, { finding: "dismiss" })).body.status).toBe("dismissed");
    expect((await city.enrolment()).balances).toMatchObject({ unconsumed: 30_000, refunding: 0 });
    expect(city.engine.execution(refundId).status).toBe("SUCCEEDED");
    expect(city.bank.asked).toEqual([]);
  });

  it("has refused once: another answer, or an authority's before it, is refused by its code", async () => {
    const refundId = await requested(city);
    expect((await arbitrate(refundId, { finding: "dismiss" })).body.code).toBe(
      "refund.not-rejected",
    );
    await decide(refundId, REJECT);
    expect((await decide(refundId, { decision: "agree" })).body.code).toBe(
      "refund.not-awaiting-answer",
    );
    expect((await city.refund(refundId)).status).toBe("rejected");
  });
});

describe("a family that changes its mind", () => {
  const withdraw = (refundId: string, as = city.guardian) =>
    city.ask("withdrawRefund", as, { path: { refundId } });

  it("withdraws until somebody is told to pay, and nobody decides it afterwards", async () => {
    const refundId = await requested(city);
    expect((await withdraw(refundId)).body.status).toBe("withdrawn");
    expect(await city.lessonStatuses()).toEqual(["scheduled", "scheduled", "scheduled"]);
    expect((await decide(refundId, { decision: "agree" })).body.code).toBe(
      "refund.not-awaiting-answer",
    );
    expect(city.engine.execution(refundId).status).toBe("SUCCEEDED");
  });

  it("comes too late once the bank is told", async () => {
    const refundId = await requested(city);
    await decide(refundId, { decision: "agree" });
    const { status, body } = await withdraw(refundId);
    expect({ status, code: body.code }).toEqual({ status: 409, code: "refund.not-withdrawable" });
  });

  it("is the only one who may", async () => {
    const refundId = await requested(city);
    expect((await withdraw(refundId, city.otherGuardian)).status).toBe(404);
  });
});

describe("where nobody is asked", () => {
  it("the refund of the first seven days goes to the bank at once", async () => {
    const refundId = await requested(city, { ground: "cooling-off" });
    expect((await city.refund(refundId)).status).toBe("instructed");
    expect(noticesTo(city.kit, city.institutionId)).toEqual(["refund-stands"]);
  });
});
