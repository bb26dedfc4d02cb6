import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createBankClient } from "../../adapters/bank/bank-client.ts";
import { signRequest } from "../../adapters/signing/http-signature.ts";
import { publicKeyFromJwk, type PublicJwk } from "../../adapters/signing/keys.ts";
import { startSandboxBank, type SandboxBank } from "../../local/sandbox-bank/sandbox-bank.ts";
import { startFakePlatform } from "./fake-platform.ts";
import { testKey } from "./signing.ts";

export const account = {
  platformRequestId: "req_1",
  institutionId: "ins_1",
  uscc: "91411102MA9F00001X",
  holderName: "漯河市晨光艺术培训有限公司",
  payoutAccountNo: "6222020000012345",
  payoutAccountHolder: "漯河市晨光艺术培训有限公司",
};

/** A sandbox bank on a free port, a platform that takes its notifications, and a client of that platform. */
export async function bankSetting() {
  const clock = { now: Date.parse("2026-03-02T09:00:00+08:00") };
  const now = () => clock.now;
  const dataDir = await mkdtemp(join(tmpdir(), "sandbox-bank-"));
  const trusted: { jwk?: PublicJwk } = {};
  const bankKeyFor = (keyId: string) =>
    trusted.jwk?.kid === keyId ? publicKeyFromJwk(trusted.jwk) : undefined;
  const platform = await startFakePlatform({ keyFor: bankKeyFor, now });
  const platformKey = testKey("platform/2026-1");

  const start = async (): Promise<SandboxBank> => {
    const started = await startSandboxBank({
      port: 0,
      dataDir,
      platformUrl: platform.url,
      now,
      pauseAfter: () => 5,
    });
    started.trustPlatformKey(platformKey.publicJwk);
    trusted.jwk = started.publicJwk;
    return started;
  };
  let bank = await start();

  const json = async (path: string, init?: RequestInit) => {
    const response = await fetch(bank.url + path, init);
    return { status: response.status, body: await response.json() };
  };
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    json(path, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });

  return {
    clock,
    platform,
    platformKey,
    bankKeyFor,
    bankUrl: () => bank.url,
    bankKeyId: () => bank.publicJwk.kid,
    json,
    post,
    /** Signs as the platform and sends; with `nonce` given twice, a replay. */
    async signed(
      method: "GET" | "POST",
      path: string,
      body?: object,
      nonce: string = randomUUID(),
    ) {
      const text = body === undefined ? "" : JSON.stringify(body);
      const headers = { "content-type": "application/json" };
      const signature = await signRequest({
        method,
        url: bank.url + path,
        headers,
        body: text,
        signer: platformKey.signer,
        now: clock.now,
        nonce,
      });
      return json(path, {
        method,
        headers: { ...headers, ...signature },
        ...(method === "GET" ? {} : { body: text }),
      });
    },
    client: (fetchWith: typeof globalThis.fetch = fetch, signer = platformKey.signer) =>
      createBankClient({
        baseUrl: bank.url,
        signer,
        fetch: fetchWith,
        now,
        newNonce: randomUUID,
        bankKeyFor,
      }),
    async restart() {
      await bank.stop();
      bank = await start();
    },
    async stop() {
      await bank.stop();
      await platform.stop();
      await rm(dataDir, { recursive: true });
    },
  };
}
export type BankSetting = Awaited<ReturnType<typeof bankSetting>>;

/** Opens the account and pays into it. */
export async function paidIn(setting: BankSetting, amountFen: number, paymentId = "pay_1") {
  const client = setting.client();
  const { confirmation } = await client.openCustodyAccount(account);
  const { custodyAccountNo } = confirmation;
  const { bankPaymentNo } = await client.requestPayment({
    paymentId,
    institutionId: account.institutionId,
    custodyAccountNo,
    amountFen,
    expiresAt: "2026-03-02T10:00:00+08:00",
    description: "围棋入门 40 课时",
  });
  const paid = await setting.post(`/pay/${bankPaymentNo}`, {
    amountFen,
    payerAccountNo: "6217000000001111",
  });
  return { custodyAccountNo, bankPaymentNo, paid };
}
