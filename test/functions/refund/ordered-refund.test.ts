import { beforeEach, describe, expect, it } from "vitest";
import { DAY_MS } from "../../../domain/shared/time.ts";
import { RefundOrdered } from "../../../events/complaint.ts";
import { eventLambda } from "../../../functions/kit/event.ts";
import { openOrderedRefund } from "../../../functions/refund/open-ordered-refund.ts";
import { openOrderedRefund as contract } from "../../../functions/refund/workflow-contracts.ts";
import { noticesTo } from "../../support/deadlines.ts";
import { busEventFrom } from "../../support/events.ts";
import { earnLesson, lessonCalls } from "../../support/lessons.ts";
import { refundExecuted, reportRefund } from "../../support/refund-bank.ts";
import { refundCity, type RefundCity } from "../../support/refund-city.ts";
import { LESSON_FEN } from "../../support/taught-class.ts";

let city: RefundCity;
beforeEach(async () => {
  city = await refundCity();
});

const COMPLAINT = `cmp_${"0".repeat(26)}`;

/** The end of a complaint, as the bus tells it. */
async function ordered(refund: object, { times = 1, sequence = 4 } = {}): Promise<void> {
  const consumer = eventLambda(contract, RefundOrdered, openOrderedRefund, city.kit);
  const event = busEventFrom({
    specversion: "1.0",
    id: `${COMPLAINT}.${sequence}`,
    source: "/xiaowai",
    type: RefundOrdered.detailType,
    time: "2026-03-06T09:00:00+08:00",
    subject: COMPLAINT,
    datacontenttype: "application/json",
    actor: "platform:orderComplaintRefund",
    correlationid: "test",
    sequence,
    data: {
      complaintId: COMPLAINT,
      institutionId: city.institutionId,
      enrolmentId: city.enrolmentId,
      refund,
      tier: "county",
      orderedBy: "authority",
    },
  });
  for (let time = 0; time < times; time += 1) await consumer(event);
  await city.engine.settle();
}

const refunds = async () =>
  (await city.ask("listMyRefunds", city.guardian)).body.refunds as {
    refundId: string;
    status: string;
    totalFen: number;
    custodyFen: number;
  }[];
const earn = (session: string) =>
  earnLesson(
    lessonCalls(city.kit, city.classId),
    city.teacher,
    [{ guardian: city.guardian, enrolmentId: city.enrolmentId }],
    session,
  );

describe("money that a complaint orders back", () => {
  it("goes to the bank at once, and only once however often it is told", async () => {
    await ordered({ lessons: [2, 3] }, { times: 2 });
    expect(await refunds()).toMatchObject([{ status: "instructed", totalFen: 2 * LESSON_FEN }]);
    expect(city.bank.asked).toMatchObject([{ amountFen: 2 * LESSON_FEN }]);
    expect(noticesTo(city.kit, city.institutionId)).toEqual(["refund-stands"]);
  });

  it("is the institution's own debt where its lesson was earned; the family confirms it", async () => {
    await earn("1");
    await ordered({ lessons: [1, 2] });
    const [refund] = await refunds();
    expect(refund).toMatchObject({ custodyFen: LESSON_FEN, totalFen: 2 * LESSON_FEN });
    const path = { refundId: refund?.refundId ?? "" };
    const detail = await city.ask("getMyRefund", city.guardian, { path });
    expect(detail.body.debt).toMatchObject({ amountFen: LESSON_FEN, status: "owed" });
    const receipt = await city.ask("confirmRefundReceipt", city.guardian, { path });
    expect(receipt.status).toBe(200);
    const twice = await city.ask("confirmRefundReceipt", city.guardian, { path });
    expect(twice.body.code).toBe("refund.nothing-owed");
  });

  it("as a sum comes out of custody in whole lessons, the rest from the institution", async () => {
    await ordered({ amountFen: 25_000 });
    expect(await refunds()).toMatchObject([{ custodyFen: 2 * LESSON_FEN, totalFen: 25_000 }]);
    expect(await city.lessonStatuses()).toEqual(["refunding", "refunding"]);
  });

  it("of which nothing lies in custody is paid by the institution, which is watched", async () => {
    for (const session of ["1", "2", "3"]) await earn(session);
    await ordered({ lessons: [1] });
    const [refund] = await refunds();
    expect(refund).toMatchObject({ status: "owed", custodyFen: 0 });
    expect(noticesTo(city.kit, city.guardian.memberId)).toContain("refund-owed");
    city.kit.advance(14 * DAY_MS);
    await city.pass(2 * DAY_MS);
    expect((await refunds())[0]?.status).toBe("overdue");
    expect(city.kit.table.all().filter(({ type }) => type === "task")).toHaveLength(1);
    const path = { refundId: refund?.refundId ?? "" };
    expect((await city.ask("confirmRefundReceipt", city.guardian, { path })).body.status).toBe(
      "paid",
    );
    expect(city.engine.execution(path.refundId).status).toBe("SUCCEEDED");
  });

  it("that the family has got already holds nothing", async () => {
    await ordered({ lessons: [1, 2, 3] });
    const [payment] = city.bank.asked;
    if (payment === undefined) throw new Error("the bank was asked");
    await reportRefund(city.kit, city.signer, refundExecuted(payment));
    await ordered({ lessons: [1] }, { sequence: 9 });
    expect((await refunds()).length).toBe(1);
    expect(city.bank.asked).toHaveLength(1);
  });
});
