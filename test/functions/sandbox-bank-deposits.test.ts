import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { DAY_MS } from "../../domain/shared/time.ts";
import { account, type BankSetting, bankSetting } from "../support/bank-setting.ts";

const DEPOSIT_ACCOUNT = "7700000000000001";

let setting: BankSetting;
beforeEach(async () => {
  setting = await bankSetting();
});
afterEach(() => setting.stop());

const payIn = (accountNo: string, changes: object = {}) =>
  setting.post(`/admin/deposit-accounts/${accountNo}/payments`, {
    ...{ paymentNo: "deposit-1", uscc: account.uscc, holderName: account.holderName },
    amountFen: 50_000,
    ...changes,
  });
const told = () =>
  setting.platform.received
    .filter(({ path }) => path === "/bank/v1/deposit-balances")
    .map(({ body }) => body);

it("a deposit is paid in once, into an account that is its holder's alone", async () => {
  const first = await payIn(DEPOSIT_ACCOUNT);
  expect(first.status).toBe(201);
  expect(await payIn(DEPOSIT_ACCOUNT)).toEqual(first);
  expect((await payIn(DEPOSIT_ACCOUNT, { paymentNo: "deposit-2" })).status).toBe(201);
  const unfit = { status: 422, body: { code: "bank.deposit-account-unfit" } };
  const others = { paymentNo: "deposit-3", uscc: "91411102XMX928U7EM" };
  expect(await payIn(DEPOSIT_ACCOUNT, others)).toMatchObject(unfit);
  expect(await payIn("10000000", { paymentNo: "deposit-4" })).toMatchObject(unfit);
  const { body } = await setting.json("/admin/accounts");
  expect(body).toMatchObject({ totalFen: 0 });
  expect((body as { accounts: object[] }).accounts).toContainEqual(
    expect.objectContaining({ accountNo: DEPOSIT_ACCOUNT, balanceFen: 100_000 }),
  );
});

it("a deposit is told to the platform with its holder, on demand and each day", async () => {
  await payIn(DEPOSIT_ACCOUNT);
  const asked = await setting.post("/admin/balances", {});
  expect(asked).toMatchObject({ status: 202, body: { accountCount: 1 } });
  const said = {
    ...{ depositAccountNo: DEPOSIT_ACCOUNT, holderUscc: account.uscc, balanceFen: 50_000 },
    asOf: "2026-03-02T09:00:00.000+08:00",
  };
  await vi.waitFor(() => expect(told()).toEqual([said]));
  setting.clock.now += DAY_MS;
  await setting.json("/admin/accounts");
  const nextDay = { ...said, asOf: "2026-03-03T09:00:00.000+08:00" };
  await vi.waitFor(() => expect(told()).toEqual([said, nextDay]));
});
