import { afterEach, beforeEach, describe, expect, it } from "vitest";
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
import { settledCity, type SettledCity } from "../../support/settled-city.ts";

let city: SettledCity;
beforeEach(async () => {
  city = await settledCity();
});
afterEach(() => city.stop());

const returnIds = () =>
  entriesIn(city.kit.table)
    .filter(({ eventName }) => eventName === "return-instructed")
    .map(({ data }) => data["returnId"]);

/** Money that fits nothing, whose return the bank refuses; and how it says what became of a return. */
async function aRefusedReturn() {
  const { kit } = city;
  const signer = await seedBankKey(kit, "other-bank");
  const at = toRfc3339(kit.now());
  const payIn = { bankSerial: "OB1", custodyAccountNo: "99999999", amountFen: 700, paidAt: at };
  const notify = httpLambda(enrolment.notifyPayIn, notifyPayIn, kit);
  await callAsBank(notify, kit, signer, { ...payIn, paymentId: "somebody-elses" });
  const setBack = eventLambda(settlement.returnPayIn, PayInSuspended, returnPayIn, kit);
  await setBack(busEventOf(kit.table, "pay-in-suspended"));
  const door = httpLambda(settlement.reportReturnResult, reportReturnResult, kit);
  const report = (returnId: unknown, result: object) => {
    const said = { returnId, bankSerial: "OB1", amountFen: 700, executedAt: at, ...result };
    return callAsBank(door, kit, signer, said);
  };
  const refused = { outcome: "rejected", reason: "payer-account-closed" };
  const [first] = returnIds();
  return { report, refused, first, answer: await report(first, refused) };
}

describe("a return that was asked for once more after the bank's no", () => {
  it("leaves that no repeatable, and no other answer to the return before", async () => {
    const { report, refused, first, answer } = await aRefusedReturn();
    const nation = await seedMember(city.kit.table, "nation", fundsOfficer("unt_100000"));
    const [{ taskId }] = (await city.tasks(nation)).body.tasks;
    expect((await city.resolve(taskId, "return-again", nation)).status).toBe(200);
    const [, second] = returnIds();

    const repeated = await report(first, refused);
    expect([repeated.status, repeated.body]).toEqual([200, answer.body]);
    const paid = { outcome: "executed", returnSerial: "OB2" };
    expect((await report(first, paid)).body.code).toBe("custody.return-contradicts");
    expect((await report(first, { ...refused, amountFen: 1 })).body.code).toBe(
      "custody.return-wrong-amount",
    );
    expect((await report(second, paid)).body).toMatchObject({ outcome: "executed" });
    expect((await report(first, refused)).body).toEqual(answer.body);
    expect(city.kit.defects).toEqual([]);
  });
});
