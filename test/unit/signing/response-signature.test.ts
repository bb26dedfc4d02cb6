import { describe, expect, test } from "vitest";
import { contentDigest } from "../../../adapters/signing/content-digest.ts";
import { signResponse, verifyResponse } from "../../../adapters/signing/http-signature.ts";
import { bank, now, signedRequest, windowMs } from "../../support/signed-messages.ts";

describe("a signed response", () => {
  const answer = JSON.stringify({ accepted: true });
  async function signedResponse() {
    const request = await signedRequest();
    const headers = await signResponse({
      status: 202,
      body: answer,
      request,
      signer: bank.signer,
      now,
    });
    return { status: 202, headers, body: answer, request, keyFor: bank.keyFor, now, windowMs };
  }

  test("verifies against the request that it answers", async () => {
    expect(await verifyResponse(await signedResponse())).toMatchObject({
      ok: true,
      value: { keyId: "bank-2026-a", contentDigest: contentDigest(answer) },
    });
  });

  type Answer = Awaited<ReturnType<typeof signedResponse>>;
  const alterations: [string, string, (answer: Answer) => object | Promise<object>][] = [
    ["another status", "signature.invalid", () => ({ status: 201 })],
    ["another body", "signature.digest-mismatch", () => ({ body: "{}" })],
    [
      "a request to another path",
      "signature.invalid",
      (a) => ({ request: { ...a.request, path: "/" } }),
    ],
    ["another method", "signature.invalid", (a) => ({ request: { ...a.request, method: "GET" } })],
    [
      "another request of the same path",
      "signature.invalid",
      async () => ({ request: await signedRequest({ nonce: "nonce-of-another" }) }),
    ],
    ["an old time", "signature.expired", () => ({ now: now + windowMs + 1000 })],
    [
      "the request's signature not covered",
      "signature.incomplete",
      (a) => ({
        headers: {
          ...a.headers,
          "signature-input": a.headers["signature-input"].replace(
            ' "signature";req;key="xiaowai"',
            "",
          ),
        },
      }),
    ],
    ["no signature", "signature.missing", () => ({ headers: {} })],
  ];
  test.each(alterations)("with %s is refused as %s", async (_what, code, alter) => {
    const response = await signedResponse();
    const altered = { ...response, ...(await alter(response)) };
    expect(await verifyResponse(altered)).toMatchObject({ ok: false, refusal: { code } });
  });
});
