import { request } from "node:http";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { testKey } from "../support/signing.ts";
import { account, bankSetting, type BankSetting } from "../support/bank-setting.ts";

let setting: BankSetting;
beforeEach(async () => {
  setting = await bankSetting();
});
afterEach(() => setting.stop());

describe("bad input", () => {
  test("without a signature, or by a key that is not the platform's, is 401 and writes nothing", async () => {
    expect(await setting.post("/v1/custody-accounts", account)).toMatchObject({
      status: 401,
      body: { code: "signature.missing" },
    });
    const stranger = setting.client(fetch, testKey("platform/unknown").signer);
    await expect(stranger.openCustodyAccount(account)).rejects.toMatchObject({
      code: "signature.unknown-key",
    });
    expect(await setting.json("/admin/accounts")).toMatchObject({ body: { accounts: [] } });
  });

  test("of a nonce that was used, or a time outside the window, is 401", async () => {
    const { confirmation } = await setting.client().openCustodyAccount(account);
    const path = `/v1/custody-accounts/${confirmation.custodyAccountNo}`;
    const nonce = "nonce-used-twice-1";
    expect((await setting.signed("GET", path, undefined, nonce)).status).toBe(200);
    expect(await setting.signed("GET", path, undefined, nonce)).toMatchObject({
      status: 401,
      body: { code: "signature.nonce-replayed" },
    });
    const late = setting.client(async (input, init) => {
      setting.clock.now += 6 * 60_000;
      return fetch(input, init);
    });
    await expect(late.openCustodyAccount(account)).rejects.toMatchObject({
      code: "signature.expired",
    });
  });

  test("names each field that is wrong or unknown, in both languages", async () => {
    const wrong = { ...account, uscc: "1", extra: true };
    const { status, body } = await setting.signed("POST", "/v1/custody-accounts", wrong);
    expect(status).toBe(400);
    expect(body).toMatchObject({
      code: "bank.input-invalid",
      detail: expect.stringMatching(/^请求内容.*correct each field/) as string,
      errors: [{ field: "uscc" }, { message: expect.stringContaining("extra") as string }],
    });
  });

  test("to the admin side under a foreign host name is refused", async () => {
    const { hostname, port } = new URL(setting.bankUrl());
    const status = await new Promise((resolve, reject) => {
      request({ hostname, port, path: "/admin/accounts", headers: { host: "evil.example" } })
        .once("response", (response) => resolve(response.resume().statusCode))
        .once("error", reject)
        .end();
    });
    expect(status).toBe(403);
  });

  test("of unknown routes, payments and bodies is refused by name", async () => {
    expect(await setting.json("/v2/nothing")).toMatchObject({ status: 404 });
    expect(await setting.json("/pay/PAY0")).toMatchObject({
      body: { code: "bank.payment-unknown" },
    });
    expect(await setting.post("/pay/PAY0", {}, { "content-type": "text/plain" })).toMatchObject({
      status: 415,
    });
    expect(await setting.post("/pay/PAY0", "x".repeat(70_000))).toMatchObject({ status: 413 });
  });
});

describe("the platform's client", () => {
  const answering = (change: (response: Response) => Response | Promise<Response>) =>
    setting.client(async (input, init) => change(await fetch(input, init)));

  test("does not believe an answer that was altered or is not signed", async () => {
    const altered = answering(async (response) => {
      const body = (await response.text()).replace("6222020000012345", "6222020000099999");
      return new Response(body, response);
    });
    await expect(altered.openCustodyAccount(account)).rejects.toThrow("signature.digest-mismatch");
    const unsigned = answering(() => Response.json({ accepted: true }, { status: 202 }));
    await expect(
      unsigned.release({
        instructionId: "bin_9",
        custodyAccountNo: "8800000000000001",
        payoutAccountNo: "6222020000012345",
        amountFen: 1,
      }),
    ).rejects.toMatchObject({ name: "BankAnswerUntrusted" });
  });

  test("takes a server error or a broken line as a bank that is not there", async () => {
    const failing = answering(() => new Response("", { status: 502 }));
    await expect(failing.openCustodyAccount(account)).rejects.toMatchObject({
      name: "BankUnavailable",
    });
    const broken = setting.client(() => Promise.reject(new TypeError("fetch failed")));
    await expect(broken.openCustodyAccount(account)).rejects.toMatchObject({
      name: "BankUnavailable",
    });
  });
});
