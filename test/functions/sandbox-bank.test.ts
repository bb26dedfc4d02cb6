import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { account, bankSetting, paidIn, type BankSetting } from "../support/bank-setting.ts";

let setting: BankSetting;
beforeEach(async () => {
  setting = await bankSetting();
});
afterEach(() => setting.stop());

const balanced = async () => {
  const { body } = await setting.json("/admin/accounts");
  return body as { totalFen: number; accounts: { kind: string; balanceFen: number }[] };
};
const notices = (count: number) =>
  vi.waitFor(() => {
    expect(setting.platform.received).toHaveLength(count);
    return setting.platform.received;
  });
const outboxEmptied = () =>
  vi.waitFor(async () => {
    const { body } = await setting.json("/admin/outbox");
    expect(body).toMatchObject({ open: [] });
    return body;
  });

describe("a custody account", () => {
  test("is confirmed with the holder that the bank's register names", async () => {
    const { confirmation, evidence } = await setting.client().openCustodyAccount(account);
    expect(confirmation).toMatchObject({
      institutionId: "ins_1",
      holderName: account.holderName,
      payoutAccountHolder: account.holderName,
      confirmedAt: "2026-03-02T09:00:00.000+08:00",
    });
    expect(evidence.keyId).toBe(setting.bankKeyId());
  });

  test("shows a private holder for a payout account that ends in 0000", async () => {
    const { confirmation } = await setting
      .client()
      .openCustodyAccount({ ...account, payoutAccountNo: "6222020000010000" });
    expect(confirmation.payoutAccountHolder).toBe("某某个人账户");
  });

  test("is opened once, and a second request adds another payout account to it", async () => {
    const client = setting.client();
    const first = await client.openCustodyAccount(account);
    const again = await client.openCustodyAccount(account);
    const changed = await client.openCustodyAccount({
      ...account,
      platformRequestId: "req_2",
      payoutAccountNo: "6222020000099999",
    });
    expect(again.confirmation).toEqual(first.confirmation);
    expect(changed.confirmation.custodyAccountNo).toBe(first.confirmation.custodyAccountNo);
    expect(changed.confirmation.payoutAccountNo).toBe("6222020000099999");
  });

  test("is refused under a used id with other content, and for a code of another institution", async () => {
    const client = setting.client();
    await client.openCustodyAccount(account);
    await expect(
      client.openCustodyAccount({ ...account, payoutAccountNo: "6222020000099999" }),
    ).rejects.toMatchObject({ name: "BankRefused", code: "bank.id-reused" });
    await expect(
      client.openCustodyAccount({
        ...account,
        platformRequestId: "req_3",
        institutionId: "ins_2",
      }),
    ).rejects.toMatchObject({ code: "bank.institution-differs" });
  });
});

describe("a payment", () => {
  test("is credited to custody, double entry, and notified with the bank's signature", async () => {
    const { custodyAccountNo, paid } = await paidIn(setting, 480_000);
    expect(paid.status).toBe(200);
    const [notice] = await notices(1);
    const { bankSerial } = paid.body as { bankSerial: string };
    expect(notice).toEqual({
      path: "/bank/v1/pay-ins",
      idempotencyKey: bankSerial,
      believed: true,
      body: {
        bankSerial,
        paymentId: "pay_1",
        custodyAccountNo,
        amountFen: 480_000,
        paidAt: "2026-03-02T09:00:00.000+08:00",
      },
    });
    expect(await setting.signed("GET", `/v1/custody-accounts/${custodyAccountNo}`)).toMatchObject({
      status: 200,
      body: { balanceFen: 480_000, transactionCount: 1 },
    });
    const { totalFen, accounts } = await balanced();
    expect(totalFen).toBe(0);
    expect(accounts.find(({ kind }) => kind === "clearing")?.balanceFen).toBe(-480_000);
  });

  test("in full is taken once; of another amount it is taken and stays open", async () => {
    const { bankPaymentNo, custodyAccountNo } = await paidIn(setting, 480_000);
    const again = { amountFen: 480_000, payerAccountNo: "6217000000001111" };
    expect(await setting.post(`/pay/${bankPaymentNo}`, again)).toMatchObject({
      status: 409,
      body: { code: "bank.already-paid" },
    });
    const { bankPaymentNo: other } = await setting.client().requestPayment({
      paymentId: "pay_2",
      institutionId: "ins_1",
      custodyAccountNo,
      amountFen: 100,
      expiresAt: "2026-03-02T10:00:00+08:00",
      description: "教材",
    });
    expect((await setting.post(`/pay/${other}`, { ...again, amountFen: 99 })).status).toBe(200);
    expect(await setting.json(`/pay/${other}`)).toMatchObject({ body: { state: "open" } });
    expect((await setting.post(`/pay/${other}`, { ...again, amountFen: 100 })).status).toBe(200);
    expect(await setting.json(`/pay/${other}`)).toMatchObject({ body: { state: "paid" } });
  });

  test("is notified again until the platform takes it", async () => {
    setting.platform.statuses.push(503, 500, 429, 409);
    await paidIn(setting, 480_000);
    const received = await notices(5);
    expect(received.every(({ believed }) => believed)).toBe(true);
    expect(new Set(received.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
    expect(await outboxEmptied()).toMatchObject({ deliveredCount: 1 });
  });

  test("whose notice the platform refuses is parked, shown, and sent again when asked", async () => {
    setting.platform.statuses.push(422);
    await paidIn(setting, 480_000);
    await vi.waitFor(async () => {
      expect(await setting.json("/admin/outbox")).toMatchObject({
        body: { open: [{ state: "parked", attempts: 1, lastOutcome: "422" }] },
      });
    });
    expect(setting.platform.received).toHaveLength(1);
    expect(await setting.post("/admin/outbox/retry", {})).toMatchObject({
      body: { retriedCount: 1 },
    });
    expect(await outboxEmptied()).toMatchObject({ deliveredCount: 1 });
  });
});

describe("a release", () => {
  const instruction = (custodyAccountNo: string, amountFen = 12_000) => ({
    instructionId: "bin_1",
    custodyAccountNo,
    payoutAccountNo: account.payoutAccountNo,
    amountFen,
  });
  const results = () =>
    setting.platform.received.filter(({ path }) => path === "/bank/v1/instruction-results");
  const result = () =>
    vi.waitFor(() => {
      expect(results()).not.toHaveLength(0);
      return results()[0];
    });

  test("is executed once however often it is sent, and its result notified", async () => {
    const { custodyAccountNo } = await paidIn(setting, 480_000);
    const client = setting.client();
    const release = instruction(custodyAccountNo);
    expect(await client.release(release)).toEqual({ accepted: true });
    expect(await result()).toMatchObject({
      idempotencyKey: "bin_1",
      believed: true,
      body: { instructionId: "bin_1", outcome: "executed", amountFen: 12_000 },
    });
    expect(await client.release(release)).toEqual({ accepted: true });
    await outboxEmptied();
    expect(results()).toHaveLength(1);
    expect(
      await setting.signed("GET", `/v1/custody-accounts/${custodyAccountNo}/transactions`),
    ).toMatchObject({
      body: {
        transactions: [
          { kind: "pay-in", side: "credit", amountFen: 480_000 },
          { kind: "release", side: "debit", amountFen: 12_000, reference: "bin_1" },
        ],
      },
    });
    expect((await balanced()).totalFen).toBe(0);
    await expect(client.release({ ...release, amountFen: 1 })).rejects.toMatchObject({
      code: "bank.id-reused",
    });
  });

  test.each([
    ["more than the balance", { amountFen: 480_001 }, "insufficient-balance"],
    [
      "a payout account never confirmed",
      { payoutAccountNo: "6222020000055555" },
      "payout-account-not-confirmed",
    ],
    [
      "an unknown custody account",
      { custodyAccountNo: "8800000000009999" },
      "unknown-custody-account",
    ],
  ])("of %s is rejected and moves nothing", async (_what, change, reason) => {
    const { custodyAccountNo } = await paidIn(setting, 480_000);
    await setting.client().release({ ...instruction(custodyAccountNo), ...change });
    expect((await result())?.body).toMatchObject({ outcome: "rejected", reason });
    expect(await setting.signed("GET", `/v1/custody-accounts/${custodyAccountNo}`)).toMatchObject({
      body: { balanceFen: 480_000, transactionCount: 1 },
    });
  });
});

test("a restarted bank has the same key and books, and delivers what it still owed", async () => {
  setting.platform.statuses.push(...Array<number>(1_000).fill(503));
  const { custodyAccountNo } = await paidIn(setting, 480_000);
  await vi.waitFor(() => expect(setting.platform.received.length).toBeGreaterThan(2));
  const keyId = setting.bankKeyId();
  await setting.restart();
  expect(setting.bankKeyId()).toBe(keyId);
  setting.platform.statuses.length = 0;
  expect(await outboxEmptied()).toMatchObject({ deliveredCount: 1 });
  expect(await setting.signed("GET", `/v1/custody-accounts/${custodyAccountNo}`)).toMatchObject({
    body: { balanceFen: 480_000 },
  });
});
