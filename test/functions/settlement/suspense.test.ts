import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { toRfc3339 } from "../../../domain/shared/time.ts";
import { PayInSuspended } from "../../../events/custody.ts";
import * as enrolment from "../../../functions/enrolment/contracts.ts";
import { notifyPayIn } from "../../../functions/enrolment/notify-pay-in.ts";
import { eventLambda } from "../../../functions/kit/event.ts";
import { httpLambda } from "../../../functions/kit/http.ts";
import * as settlement from "../../../functions/settlement/contracts.ts";
import { reportReturnResult } from "../../../functions/settlement/report-return-result.ts";
import { returnPayIn } from "../../../functions/settlement/return-pay-in.ts";
import { callAsBank, seedBankKey } from "../../support/bank-door.ts";
import { seedMember } from "../../support/door.ts";
import { busEventOf, entriesIn } from "../../support/events.ts";
import { fundsOfficer } from "../../support/institution.ts";
import { CLOSED_ACCOUNT, settledCity, type SettledCity } from "../../support/settled-city.ts";

let city: SettledCity;
beforeEach(async () => {
  city = await settledCity();
});
afterEach(() => city.stop());

const entriesNamed = (name: string) =>
  entriesIn(city.kit.table).filter((entry) => entry.eventName === name);

/** Wakes the consumers and looks again until the family's one payment has this status. */
const untilStatus = (status: string, settled: () => boolean = () => true) =>
  vi.waitFor(async () => {
    await city.pump();
    const [payment] = await city.mine();
    expect(payment).toMatchObject({ status });
    expect(settled()).toBe(true);
    return payment;
  });

describe("a payment of a wrong amount", () => {
  it("is shown to its family and goes back to its payer, each step an entry", async () => {
    const order = await city.anOrder();
    const { bankSerial } = await city.payAtBank(order.payUrl, order.amountFen + 1);
    const payment = await untilStatus("returned");
    expect(payment).toMatchObject({
      bankSerial,
      enrolmentId: order.enrolmentId,
      amountFen: order.amountFen + 1,
      reason: "wrong-amount",
      because: { zh: "金额与应缴金额不符" },
    });
    expect(payment.returnSerial).toMatch(/^SB/);
    const names = entriesIn(city.kit.table)
      .filter((entry) => entry.aggregateType === "suspended-pay-in")
      .map((entry) => entry.eventName);
    expect(names).toEqual(["pay-in-suspended", "return-instructed", "return-answered"]);
    expect(await city.balances()).toEqual({ custodyFen: 0, payoutFen: 0 });
    expect((await city.enrolmentOf(order.enrolmentId)).status).toBe("signed");
    expect(city.kit.defects).toEqual([]);
  });

  it("leaves the order open for the right one", async () => {
    const order = await city.anOrder();
    await city.payAtBank(order.payUrl, order.amountFen - 1);
    await untilStatus("returned");
    await city.payAtBank(order.payUrl, order.amountFen);
    await vi.waitFor(async () =>
      expect((await city.enrolmentOf(order.enrolmentId)).balances.paid).toBe(order.amountFen),
    );
    expect((await city.balances()).custodyFen).toBe(order.amountFen);
  });

  it("is seen by officers of the county and of no other, and by no other family", async () => {
    const order = await city.anOrder();
    await city.payAtBank(order.payUrl, order.amountFen + 1);
    await untilStatus("returned");
    const own = await city.suspended();
    expect(own.body.payments).toMatchObject([
      { status: "returned", institutionId: city.institutionId },
    ]);
    expect((await city.suspended(city.officer, { status: "held" })).body.payments).toEqual([]);
    const { table } = city.kit;
    const neighbour = await seedMember(table, "neighbour", fundsOfficer("unt_411103"));
    expect((await city.suspended(neighbour)).body.payments).toEqual([]);
    const stranger = await seedMember(table, "stranger", { role: "guardian" });
    expect(await city.mine(stranger)).toEqual([]);
    expect((await city.suspended(stranger)).status).toBe(403);
  });
});

describe("a return that the bank refuses", () => {
  it("becomes one task for a person, who has it sent again under another id", async () => {
    const order = await city.anOrder();
    await city.payAtBank(order.payUrl, order.amountFen + 1, CLOSED_ACCOUNT);
    await untilStatus("held", () => entriesNamed("task-opened").length === 1);
    const { body } = await city.tasks(city.officer, { state: "open", kind: "return-refused" });
    expect(body.tasks).toMatchObject([
      {
        kind: "return-refused",
        reasonCode: "payer-account-closed",
        amountFen: order.amountFen + 1,
        dueAt: "2026-03-05T09:00:00.000+08:00",
        overdue: false,
        actions: ["return-again", "settled-otherwise"],
      },
    ]);
    const [{ taskId }] = body.tasks;
    const wrong = await city.resolve(taskId, "instruct-again");
    expect([wrong.status, wrong.body.code]).toEqual([422, "task.action-unfit"]);
    const neighbour = await seedMember(city.kit.table, "other", fundsOfficer("unt_411103"));
    expect((await city.resolve(taskId, "return-again", neighbour)).status).toBe(403);

    const key = { "idempotency-key": "resolve-once" };
    const resolved = await city.resolve(taskId, "return-again", city.officer, key);
    expect([resolved.status, resolved.body.state]).toEqual([200, "resolved"]);
    expect((await city.resolve(taskId, "return-again", city.officer, key)).body).toEqual(
      resolved.body,
    );
    const late = await city.resolve(taskId, "settled-otherwise");
    expect([late.status, late.body.code]).toEqual([409, "task.already-resolved"]);

    await untilStatus("held", () => entriesNamed("task-opened").length === 2);
    const ids = entriesNamed("return-instructed").map(({ data }) => data["returnId"]);
    expect(new Set(ids).size).toBe(2);
    expect((await city.balances()).custodyFen).toBe(order.amountFen + 1);
    const audit = entriesNamed("task-resolved");
    expect(audit).toMatchObject([{ actor: `member:${city.officer.memberId}` }]);
    expect(city.kit.defects).toEqual([]);
  });
});

describe("a task", () => {
  it("is unknown under another id, and its list is for the duty of funds", async () => {
    const none = await city.resolve("tsk_01KJNP0000000000000000000A", "settled-otherwise");
    expect(none.status).toBe(404);
    expect((await city.tasks(city.guardian)).status).toBe(403);
  });
});

describe("money on an account that is nobody's", () => {
  it("is the nation's matter where the bank does not pay it back", async () => {
    const { kit } = city;
    const signer = await seedBankKey(kit, "other-bank");
    const notice = {
      bankSerial: "OB1",
      paymentId: "somebody-elses",
      custodyAccountNo: "99999999",
      amountFen: 700,
      paidAt: toRfc3339(kit.now()),
    };
    const told = await callAsBank(
      httpLambda(enrolment.notifyPayIn, notifyPayIn, kit),
      kit,
      signer,
      notice,
    );
    expect(told.body).toEqual({ outcome: "suspense", reason: "unknown-reference" });
    await eventLambda(
      settlement.returnPayIn,
      PayInSuspended,
      returnPayIn,
      kit,
    )(busEventOf(kit.table, "pay-in-suspended"));
    const [instructed] = entriesNamed("return-instructed");
    const result = {
      returnId: instructed?.data["returnId"],
      bankSerial: "OB1",
      outcome: "rejected",
      amountFen: 700,
      executedAt: toRfc3339(kit.now()),
      reason: "payer-account-closed",
    };
    const report = (body: object, as = signer) =>
      callAsBank(httpLambda(settlement.reportReturnResult, reportReturnResult, kit), kit, as, body);
    const answers = [await report(result), await report(result)];
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers[1]?.body).toEqual(answers[0]?.body);
    const contradicting = {
      ...result,
      outcome: "executed",
      returnSerial: "OB2",
      reason: undefined,
    };
    expect((await report(contradicting)).body.code).toBe("custody.return-contradicts");
    expect((await report({ ...result, amountFen: 701 })).body.code).toBe(
      "custody.return-wrong-amount",
    );
    expect((await report({ ...result, bankSerial: "OB9" })).status).toBe(404);
    expect((await report(result, await seedBankKey(kit, "third-bank"))).status).toBe(404);
    const serialless = await report({ ...result, outcome: "executed" });
    expect([serialless.status, serialless.body.code]).toEqual([400, "input.invalid"]);

    const nation = await seedMember(kit.table, "nation", fundsOfficer("unt_100000"));
    expect((await city.tasks(nation)).body.tasks).toMatchObject([{ unitId: "unt_100000" }]);
    expect((await city.tasks()).body.tasks).toEqual([]);
    expect(kit.defects).toEqual([]);
  });
});
