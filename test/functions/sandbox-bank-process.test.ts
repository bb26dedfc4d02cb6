import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import * as z from "zod";
import { createBankClient } from "../../adapters/bank/bank-client.ts";
import { PublicJwk, publicKeyFromJwk } from "../../adapters/signing/keys.ts";
import { account } from "../support/bank-setting.ts";
import { testKey } from "../support/signing.ts";

const Ready = z.object({ type: z.literal("ready"), url: z.url(), publicJwk: PublicJwk });
const platformKey = testKey("platform/2026-1");
/** The demo's first day, seen from today. */
const offsetMs = Date.parse("2026-03-02T09:00:00+08:00") - Date.now();

let dataDir: string;
let child: ChildProcess;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "sandbox-bank-"));
});
afterEach(async () => {
  child.kill("SIGKILL");
  await rm(dataDir, { recursive: true, force: true });
});

async function startProcess() {
  child = fork(new URL("../../local/sandbox-bank/main.ts", import.meta.url), [
    ...["--port", "0", "--data", dataDir, "--started-by", "ipc"],
    ...["--platform-url", "http://127.0.0.1:9", `--clock-offset-ms=${offsetMs}`],
  ]);
  const [message] = (await once(child, "message")) as unknown[];
  const ready = Ready.parse(message);
  child.send({ type: "platform-key", keyId: "platform/2026-1", publicJwk: platformKey.publicJwk });
  child.send({ type: "clock", offsetMs });
  const client = createBankClient({
    baseUrl: ready.url,
    signer: platformKey.signer,
    fetch,
    now: () => Date.now() + offsetMs,
    newNonce: () => crypto.randomUUID(),
    bankKeyFor: (keyId) =>
      keyId === ready.publicJwk.kid ? publicKeyFromJwk(ready.publicJwk) : undefined,
  });
  return { ...ready, client };
}

test("a bank that is killed starts again with the same key, books and debts to the platform", async () => {
  const first = await startProcess();
  // Until clock and key have arrived by IPC the bank believes nobody.
  const { confirmation } = await vi.waitFor(() => first.client.openCustodyAccount(account));
  expect(confirmation.confirmedAt).toMatch(/^2026-03-02/);
  const payment = await first.client.requestPayment({
    paymentId: "pay_1",
    institutionId: account.institutionId,
    custodyAccountNo: confirmation.custodyAccountNo,
    amountFen: 480_000,
    expiresAt: "2026-03-02T10:00:00+08:00",
    description: "围棋入门 40 课时",
  });
  const paid = await fetch(payment.payUrl, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ amountFen: 480_000, payerAccountNo: "6217000000001111" }),
  });
  expect(paid.status).toBe(200);
  child.kill("SIGKILL");
  await once(child, "exit");

  const second = await startProcess();
  expect(second.publicJwk).toEqual(first.publicJwk);
  const again = await vi.waitFor(() => second.client.openCustodyAccount(account));
  expect(again.confirmation).toEqual(confirmation);
  const outbox = await fetch(`${second.url}/admin/outbox`);
  expect(await outbox.json()).toMatchObject({
    open: [{ path: "/bank/v1/pay-ins", state: "waiting" }],
  });
});

test("the bank ends when its parent lets go of it", async () => {
  await startProcess();
  child.disconnect();
  const [code] = (await once(child, "exit")) as unknown[];
  expect(code).toBe(0);
});
