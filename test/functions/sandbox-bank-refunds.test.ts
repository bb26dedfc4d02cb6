import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { bankSetting, paidIn, type BankSetting } from "../support/bank-setting.ts";

let setting: BankSetting;
beforeEach(async () => {
  setting = await bankSetting();
});
afterEach(() => setting.stop());

/** What the bank has told of refunds, by instruction. */
const results = (count: number) =>
  vi.waitFor(() => {
    const told = setting.platform.received
      .filter(({ path }) => path === "/bank/v1/refund-results")
      .map(({ body }) => body as Record<string, unknown>);
    expect(told).toHaveLength(count);
    return told;
  });

const accounts = async () => {
  const { body } = await setting.json("/admin/accounts");
  return body as { totalFen: number; accounts: { kind: string; balanceFen: number }[] };
};

async function paid(amountFen = 30_000) {
  const { custodyAccountNo, paid: payIn } = await paidIn(setting, amountFen);
  const { bankSerial } = payIn.body as { bankSerial: string };
  return (n: number, partFen: number) => ({
    instructionId: `bin_${n}`,
    ...{ custodyAccountNo, bankSerial },
    amountFen: partFen,
  });
}

describe("the sandbox bank's refunds", () => {
  it("go back in parts, each once for its id, and the books balance", async () => {
    const part = await paid();
    const client = setting.client();
    await client.refund(part(1, 10_000));
    await client.refund(part(1, 10_000));
    await client.refund(part(2, 20_000));
    expect(await results(2)).toMatchObject([
      { instructionId: "bin_1", outcome: "executed", amountFen: 10_000 },
      { instructionId: "bin_2", outcome: "executed", amountFen: 20_000 },
    ]);
    const { totalFen, accounts: all } = await accounts();
    expect(totalFen).toBe(0);
    expect(all.find(({ kind }) => kind === "custody")?.balanceFen).toBe(0);
  });

  it("never come to more than the payment", async () => {
    const part = await paid();
    await setting.client().refund(part(1, 20_000));
    await setting.client().refund(part(2, 10_001));
    expect((await results(2))[1]).toMatchObject({ outcome: "rejected", reason: "exceeds-payment" });
  });

  it("are refused for a payment of another account, and by a bad bank as often as it is told", async () => {
    const part = await paid();
    await setting.client().refund({ ...part(1, 1), bankSerial: "SB404" });
    expect(await results(1)).toMatchObject([{ outcome: "rejected", reason: "unknown-serial" }]);
    await setting.json("/admin/faults", {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ refunds: { refused: { chance: 1, times: 1 } } }),
    });
    await setting.client().refund(part(2, 1));
    await setting.client().refund(part(3, 1));
    expect((await results(3)).map(({ outcome }) => outcome)).toEqual([
      "rejected",
      "rejected",
      "executed",
    ]);
  });

  it("use no id for two sums", async () => {
    const part = await paid();
    await setting.client().refund(part(1, 10_000));
    await expect(setting.client().refund(part(1, 10_001))).rejects.toMatchObject({
      code: "bank.id-reused",
    });
  });
});
