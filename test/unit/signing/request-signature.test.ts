import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { signRequest, verifyRequest } from "../../../adapters/signing/http-signature.ts";
import {
  bank,
  body,
  nonce,
  now,
  ownHeaders,
  signedRequest,
  url,
  windowMs,
  withHeaders,
} from "../../support/signed-messages.ts";

describe("a signed request", () => {
  test("verifies and tells key, nonce and time", async () => {
    const verified = await verifyRequest(await signedRequest());
    expect(verified).toMatchObject({
      ok: true,
      value: { keyId: "bank-2026-a", nonce, createdAt: now },
    });
  });

  test("verifies without query or idempotency key, header names in any case", async () => {
    const signature = await signRequest({
      method: "GET",
      url: "http://127.0.0.1:8080/",
      headers: {},
      body: "",
      signer: bank.signer,
      now,
      nonce,
    });
    const upper = Object.fromEntries(
      Object.entries(signature).map(([name, value]) => [name.toUpperCase(), value]),
    );
    const verified = await verifyRequest({
      method: "GET",
      path: "/",
      query: "",
      headers: { Host: "127.0.0.1:8080", ...upper },
      body: "",
      keyFor: bank.keyFor,
      now,
      windowMs,
    });
    expect(verified.ok).toBe(true);
  });

  test("covers further headers when asked to", async () => {
    const signature = await signRequest({
      method: "POST",
      url,
      headers: ownHeaders,
      body,
      signer: bank.signer,
      now,
      nonce,
      extraComponents: ["content-type"],
    });
    const request = {
      ...(await signedRequest()),
      headers: { host: "platform.example", ...ownHeaders, ...signature },
    };
    expect((await verifyRequest(request)).ok).toBe(true);
    const altered = withHeaders(request, { "content-type": "text/plain" });
    expect(await verifyRequest(altered)).toMatchObject({ refusal: { code: "signature.invalid" } });
  });

  test.each([
    [windowMs, true],
    [windowMs + 1, false],
    [-windowMs, true],
    [-windowMs - 1, false],
  ])("seen %i ms after it was signed: accepted is %s", async (laterMs, accepted) => {
    const verified = await verifyRequest({ ...(await signedRequest()), now: now + laterMs });
    expect(verified.ok).toBe(accepted);
    if (!verified.ok) expect(verified.refusal.code).toBe("signature.expired");
  });

  test("is refused when any one byte of its signature or body is flipped", async () => {
    const request = await signedRequest();
    await fc.assert(
      fc.asyncProperty(fc.nat(63), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
        const bytes = Buffer.from(request.headers.signature.slice(9, -1), "base64");
        bytes.writeUInt8(bytes.readUInt8(at) ^ mask, at);
        const signature = `xiaowai=:${bytes.toString("base64")}:`;
        expect((await verifyRequest(withHeaders(request, { signature }))).ok).toBe(false);

        const changed = Buffer.from(body);
        changed.writeUInt8(changed.readUInt8(at % changed.length) ^ mask, at % changed.length);
        expect((await verifyRequest({ ...request, body: changed })).ok).toBe(false);
      }),
    );
  });

  test("of any text verifies, and header text of any kind never makes the verifier throw", async () => {
    const request = await signedRequest();
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary" }), fc.string(), async (text, junk) => {
        const signature = await signRequest({
          method: "POST",
          url,
          headers: ownHeaders,
          body: text,
          signer: bank.signer,
          now,
          nonce,
        });
        const signed = { ...withHeaders(request, { ...signature }), body: text };
        expect((await verifyRequest(signed)).ok).toBe(true);
        const spoiled = withHeaders(request, { "signature-input": `xiaowai=${junk}` });
        expect((await verifyRequest(spoiled)).ok).toBe(false);
      }),
    );
  });
});
