import { afterEach, beforeEach, expect, it } from "vitest";
import { bankSetting, paidIn, type BankSetting } from "../support/bank-setting.ts";

let setting: BankSetting;
beforeEach(async () => {
  setting = await bankSetting();
});
afterEach(() => setting.stop());

const seize = (accountNo: string, order: { orderNo: string; amountFen: number }) =>
  setting.post(`/admin/custody-accounts/${accountNo}/seizures`, order);

async function custodyFen(): Promise<number | undefined> {
  const { body } = await setting.json("/admin/accounts");
  const { accounts } = body as { accounts: { kind: string; balanceFen: number }[] };
  return accounts.find(({ kind }) => kind === "custody")?.balanceFen;
}

it("a court's order takes money out of custody once, never more than is there", async () => {
  const { custodyAccountNo } = await paidIn(setting, 30_000);
  const order = { orderNo: "court-1", amountFen: 10_000 };
  const first = await seize(custodyAccountNo, order);
  expect(first.status).toBe(201);
  expect(await seize(custodyAccountNo, order)).toEqual(first);
  expect(await custodyFen()).toBe(20_000);

  const greedy = { orderNo: "court-2", amountFen: 20_001 };
  expect(await seize(custodyAccountNo, greedy)).toMatchObject({
    status: 422,
    body: { code: "bank.insufficient-balance" },
  });
  expect(await seize("8800000000000404", greedy)).toMatchObject({
    status: 404,
    body: { code: "bank.custody-account-unknown" },
  });
  expect(await custodyFen()).toBe(20_000);
});
