import { beforeEach, describe, expect, it } from "vitest";
import { BankRefused, BankUnavailable } from "../../../adapters/bank/bank-client.ts";
import { type EarnedSetting, earnedSetting } from "../../support/earned-setting.ts";
import { entriesIn } from "../../support/events.ts";
import { CUSTODY_ACCOUNT, PAYOUT_ACCOUNT } from "../../support/money-builders.ts";
import { executed, reportResult } from "../../support/release-line.ts";
import { LESSON_COUNT, LESSON_FEN, PRICE_FEN } from "../../support/taught-class.ts";

let setting: EarnedSetting;
beforeEach(async () => {
  setting = await earnedSetting();
});

const report = (body: unknown) => reportResult(setting.kit, setting.signer, body);

describe("a confirmed lesson's fee", () => {
  it("is instructed, sent to the bank, and released by the bank's result", async () => {
    await setting.line.instruct();
    expect((await setting.enrolment()).balances).toMatchObject({
      earned: 0,
      releasing: LESSON_FEN,
    });
    const { instructionId } = await setting.instruction();
    expect(instructionId).toMatch(/^bin_[0-7][0-9A-HJKMNP-TV-Z]{25}$/);

    await setting.line.send();
    const order = {
      instructionId,
      custodyAccountNo: CUSTODY_ACCOUNT,
      payoutAccountNo: PAYOUT_ACCOUNT,
      amountFen: LESSON_FEN,
    };
    expect(setting.bank.asked).toEqual([order]);
    expect((await setting.instruction()).status).toBe("sent");

    const answer = await report(executed(order));
    expect([answer.status, answer.body]).toEqual([
      200,
      { instructionId, outcome: "executed", recordedAt: "2026-03-06T09:00:00.000+08:00" },
    ]);
    expect((await setting.enrolment()).balances).toMatchObject({
      unconsumed: 2 * LESSON_FEN,
      releasing: 0,
      released: LESSON_FEN,
    });
    expect(await setting.lessonStatus()).toBe("released");
    const names = entriesIn(setting.kit.table)
      .filter((entry) => entry.aggregateId === instructionId)
      .map((entry) => entry.eventName);
    expect(names).toEqual(["instruction-opened", "instruction-sent", "instruction-answered"]);
    expect(setting.kit.defects).toEqual([]);
  });

  it("is drawn up once, though two deliveries run at the same moment", async () => {
    await Promise.all([setting.line.instruct(), setting.line.instruct()]);
    await setting.line.instruct();
    expect(setting.instructionCount()).toBe(1);
    expect((await setting.enrolment()).balances.releasing).toBe(LESSON_FEN);
  });

  it("completes the order with the last lesson", async () => {
    setting = await earnedSetting(LESSON_COUNT);
    await setting.line.instruct();
    await setting.line.send();
    for (const order of setting.bank.asked)
      expect((await report(executed(order))).status).toBe(200);
    expect(await setting.enrolment()).toMatchObject({
      status: "completed",
      balances: { paid: PRICE_FEN, released: PRICE_FEN },
    });
  });
});

describe("a bank that does not take the instruction", () => {
  beforeEach(() => setting.line.instruct());

  it("by not answering leaves it pending; the next delivery sends the same again", async () => {
    setting.bank.beforeAnswer = () => Promise.reject(new BankUnavailable("down"));
    await expect(setting.line.send()).rejects.toThrow(BankUnavailable);
    expect((await setting.instruction()).status).toBe("pending");
    setting.bank.beforeAnswer = () => Promise.resolve();
    await setting.line.send();
    const [first, second] = setting.bank.asked;
    expect(second).toEqual(first);
    expect((await setting.instruction()).status).toBe("sent");
  });

  it("by refusing it gives the fee back to earned, with the bank's reason", async () => {
    setting.bank.beforeAnswer = () => Promise.reject(new BankRefused("bank.input-invalid"));
    await setting.line.send();
    expect(await setting.instruction()).toMatchObject({
      status: "rejected",
      reasonCode: "bank.input-invalid",
    });
    expect((await setting.enrolment()).balances).toMatchObject({
      earned: LESSON_FEN,
      releasing: 0,
    });
    expect(await setting.lessonStatus()).toBe("confirmed");
    const returned = entriesIn(setting.kit.table).at(-1);
    expect(returned).toMatchObject({
      eventName: "release-returned",
      data: { reasonCode: "bank.input-invalid" },
    });
    await setting.line.send();
    expect(setting.bank.asked).toHaveLength(1);
  });

  it("because it does not believe the signature has said nothing: it is sent again", async () => {
    setting.bank.beforeAnswer = () => Promise.reject(new BankRefused("signature.expired"));
    await expect(setting.line.send()).rejects.toThrow(BankRefused);
    expect((await setting.instruction()).status).toBe("pending");
    expect((await setting.enrolment()).balances.releasing).toBe(LESSON_FEN);
  });

  it("is asked for another attempt under another instruction when the fee came back", async () => {
    setting.bank.beforeAnswer = () => Promise.reject(new BankRefused("bank.input-invalid"));
    await setting.line.send();
    const first = await setting.instruction();
    const confirmed = entriesIn(setting.kit.table).find((e) => e.eventName === "lesson-confirmed");
    if (confirmed === undefined) throw new Error("the lesson is confirmed");
    await setting.line.deliver(confirmed);
    expect(setting.instructionCount()).toBe(1);
    await setting.line.deliver({ ...confirmed, sequence: confirmed.sequence + 100 });
    expect(setting.instructionCount()).toBe(2);
    expect((await setting.enrolment()).balances.releasing).toBe(LESSON_FEN);
    const opened = entriesIn(setting.kit.table).findLast(
      (e) => e.eventName === "instruction-opened",
    );
    expect(opened?.aggregateId).not.toBe(first.instructionId);
  });
});
