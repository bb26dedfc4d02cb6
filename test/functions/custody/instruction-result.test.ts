import { beforeEach, describe, expect, it } from "vitest";
import { seedBankKey } from "../../support/bank-door.ts";
import { once } from "../../support/door.ts";
import { type EarnedSetting, earnedSetting } from "../../support/earned-setting.ts";
import { entriesIn } from "../../support/events.ts";
import { executed, rejected, reportResult } from "../../support/release-line.ts";
import { LESSON_FEN } from "../../support/taught-class.ts";

let setting: EarnedSetting;
beforeEach(async () => {
  setting = await earnedSetting();
});

const report = (body: unknown, options?: Parameters<typeof reportResult>[3]) =>
  reportResult(setting.kit, setting.signer, body, options);

describe("the bank's result", () => {
  const sent = async () => {
    await setting.line.instruct();
    await setting.line.send();
    const [order] = setting.bank.asked;
    if (order === undefined) throw new Error("nothing was sent");
    return order;
  };

  it("may come before our own commit of having sent it", async () => {
    await setting.line.instruct();
    setting.bank.beforeAnswer = async (order) => {
      expect((await report(executed(order))).status).toBe(200);
    };
    await setting.line.send();
    expect((await setting.instruction()).status).toBe("executed");
    expect((await setting.enrolment()).balances.released).toBe(LESSON_FEN);
    await setting.line.send();
    expect(setting.bank.asked).toHaveLength(1);
    expect(setting.kit.defects).toEqual([]);
  });

  it("that it did not pay gives the fee back to earned, with its reason", async () => {
    const order = await sent();
    const answer = await report(rejected(order));
    expect([answer.status, answer.body.outcome]).toEqual([200, "rejected"]);
    expect((await setting.enrolment()).balances).toMatchObject({
      earned: LESSON_FEN,
      releasing: 0,
    });
    expect((await setting.instruction()).reasonCode).toBe("insufficient-balance");
  });

  it("told again under its key or another is answered as the first, and posted once", async () => {
    const order = await sent();
    const headers = once();
    const first = await report(executed(order), { headers });
    const entryCount = entriesIn(setting.kit.table).length;
    setting.kit.advance(60_000);
    const sameKey = await report(executed(order), { headers });
    const otherKey = await report(executed(order));
    expect(sameKey.headers["idempotency-replayed"]).toBe("true");
    expect([sameKey.status, sameKey.body]).toEqual([200, first.body]);
    expect([otherKey.status, otherKey.body]).toEqual([200, first.body]);
    expect(entriesIn(setting.kit.table)).toHaveLength(entryCount);
  });

  it("told twice at the same moment is posted once", async () => {
    const order = await sent();
    const answers = await Promise.all([report(executed(order)), report(executed(order))]);
    expect(answers.map((answer) => answer.status)).toEqual([200, 200]);
    expect(answers[0].body).toEqual(answers[1].body);
    expect((await setting.enrolment()).balances.released).toBe(LESSON_FEN);
    expect(setting.kit.defects).toEqual([]);
  });

  /** Every refusal leaves the table as it was: head, journal, keys and nonces. */
  async function expectRefused(
    body: unknown,
    status: number,
    code: string,
    options?: Parameters<typeof reportResult>[3],
    signer = setting.signer,
  ): Promise<void> {
    const before = setting.kit.table.all();
    const answer = await reportResult(setting.kit, signer, body, options);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(setting.kit.table.all()).toEqual(before);
  }

  it("over another amount is refused and writes nothing", async () => {
    const order = await sent();
    const more = executed(order, { amountFen: order.amountFen + 1 });
    await expectRefused(more, 422, "custody.result-wrong-amount");
  });

  it("on an instruction that is none, or another bank's, is refused alike", async () => {
    const order = await sent();
    const other = await seedBankKey(setting.kit, "other-bank");
    const unknown = executed(order, { instructionId: "bin_00000000000000000000000000" });
    await expectRefused(unknown, 404, "resource.not-found");
    await expectRefused(executed(order), 404, "resource.not-found", undefined, other);
  });

  it("that contradicts the first is refused and writes nothing", async () => {
    const order = await sent();
    await report(executed(order));
    await expectRefused(rejected(order), 409, "custody.result-contradicts");
    const twice = executed(order, { bankSerial: "SB-OTHER" });
    await expectRefused(twice, 409, "custody.result-contradicts");
  });

  it("must be whole: a serial where it paid, a reason where it did not, and nothing else", async () => {
    const order = await sent();
    const { bankSerial: _serial, ...noSerial } = executed(order);
    const { reason: _reason, ...noReason } = rejected(order);
    for (const [body, path] of [
      [noSerial, "body.bankSerial"],
      [noReason, "body.reason"],
      [{ ...executed(order), payee: "x" }, "body.payee"],
    ] as const) {
      const answer = await report(body);
      expect([answer.status, answer.body.fields[0].path]).toEqual([400, path]);
    }
  });

  it("needs the bank's signature, a fresh nonce and a key", async () => {
    const order = await sent();
    await expectRefused(executed(order), 400, "idempotency.key-required", { headers: {} });
    const renewed = await seedBankKey(setting.kit, "sandbox-bank");
    await expectRefused(executed(order), 401, "identity.signature-refused");
    const nonce = "nonce-0123456789";
    expect((await reportResult(setting.kit, renewed, executed(order), { nonce })).status).toBe(200);
    await expectRefused(executed(order), 401, "identity.nonce-replayed", { nonce }, renewed);
  });
});
