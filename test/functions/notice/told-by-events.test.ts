import { describe, expect, it } from "vitest";
import { ReleaseExecuted } from "../../../events/custody.ts";
import { PaymentReceived } from "../../../events/enrolment.ts";
import { eventLambda } from "../../../functions/kit/event.ts";
import * as contracts from "../../../functions/notice/contracts.ts";
import { tellOfPayment } from "../../../functions/notice/tell-of-payment.ts";
import { tellOfRelease } from "../../../functions/notice/tell-of-release.ts";
import { earnedSetting } from "../../support/earned-setting.ts";
import { aMarket, anOrderToPay, doors } from "../../support/enrolment.ts";
import { busEventOf } from "../../support/events.ts";
import { fakeGateway, noticeDoors } from "../../support/notices.ts";
import { executed, reportResult } from "../../support/release-line.ts";
import { LESSON_FEN } from "../../support/taught-class.ts";

describe("a payment that comes in", () => {
  it("is told to the family and to the institution, once each", async () => {
    const market = await aMarket();
    const { enrolmentId, notice } = await anOrderToPay(doors(market));
    await doors(market).notifyPayIn(notice);
    const tellThem = eventLambda(
      contracts.tellOfPayment,
      PaymentReceived,
      tellOfPayment,
      market.kit,
    );
    const paid = busEventOf(market.kit.table, PaymentReceived.name);
    await Promise.all([tellThem(paid), tellThem(paid)]);
    await tellThem(paid);

    const door = noticeDoors({ kit: { ...market.kit, gateway: fakeGateway() } });
    const family = await door.list(market.guardian);
    const institution = await door.listOfInstitution(market.owner, market.institutionId);
    for (const { body } of [family, institution])
      expect(body.notices).toMatchObject([
        {
          template: "payment-received",
          enrolmentId,
          text: expect.stringMatching(/¥480\.01 已于 2026-03-02 09:00 /),
        },
      ]);
    expect(market.kit.defects).toEqual([]);
  });
});

describe("a fee that the bank has paid", () => {
  it("is told to the institution, once", async () => {
    const setting = await earnedSetting();
    await setting.line.instruct();
    await setting.line.send();
    for (const order of setting.bank.asked)
      await reportResult(setting.kit, setting.signer, executed(order));
    const tellThem = eventLambda(
      contracts.tellOfRelease,
      ReleaseExecuted,
      tellOfRelease,
      setting.kit,
    );
    const released = busEventOf(setting.kit.table, ReleaseExecuted.name);
    await Promise.all([tellThem(released), tellThem(released)]);
    await tellThem(released);

    const notices = setting.kit.table
      .all()
      .flatMap((item) => (item.type === "notice" ? [item["state"]] : []))
      .filter((state) => JSON.stringify(state).includes("release-executed"));
    expect(notices).toMatchObject([
      {
        recipient: { kind: "institution", institutionId: setting.institutionId },
        facts: { amountFen: LESSON_FEN },
        about: { lessonNumber: 1 },
      },
    ]);
    expect(setting.kit.defects).toEqual([]);
  });
});
