import { describe, expect, test } from "vitest";
import { contentDigest } from "../../../adapters/signing/content-digest.ts";
import { verifyRequest } from "../../../adapters/signing/http-signature.ts";
import {
  body,
  nonce,
  now,
  other,
  rewriting,
  signedRequest,
  withHeaders,
  type Signed,
} from "../../support/signed-messages.ts";

describe("a signed request", () => {
  const alterations: [string, string, (request: Signed) => object][] = [
    ["another method", "signature.invalid", (r) => ({ ...r, method: "PUT" })],
    ["another path", "signature.invalid", (r) => ({ ...r, path: "/bank/v1/pay-ins/" })],
    ["another query", "signature.invalid", (r) => ({ ...r, query: "dry=1" })],
    ["another host", "signature.invalid", (r) => withHeaders(r, { host: "other.example" })],
    ["an authority that is not ours", "signature.invalid", (r) => ({ ...r, authority: "a.b" })],
    ["another body", "signature.digest-mismatch", (r) => ({ ...r, body: `${body} ` })],
    [
      "another body with its right digest",
      "signature.invalid",
      (r) => ({ ...withHeaders(r, { "content-digest": contentDigest("{}") }), body: "{}" }),
    ],
    [
      "another idempotency key",
      "signature.invalid",
      (r) => withHeaders(r, { "idempotency-key": "S2" }),
    ],
    [
      "the idempotency key taken away",
      "signature.malformed",
      (r) => withHeaders(r, { "idempotency-key": undefined }),
    ],
    ["a later time", "signature.invalid", rewriting(/created=\d+/, `created=${now / 1000 + 60}`)],
    ["another nonce", "signature.invalid", rewriting(nonce, "nonce-9876543210")],
    ["another key id", "signature.unknown-key", rewriting("bank-2026-a", "bank-2026-b")],
    ["another algorithm", "signature.malformed", rewriting("ed25519", "hmac-sha256")],
    ["no algorithm", "signature.incomplete", rewriting(';alg="ed25519"', "")],
    ["no time", "signature.incomplete", rewriting(/;created=\d+/, "")],
    ["a time that is no integer", "signature.malformed", rewriting(/created=\d+/, "created=1.5")],
    ["no nonce", "signature.incomplete", rewriting(`;nonce="${nonce}"`, "")],
    ["a short nonce", "signature.malformed", rewriting(nonce, "short")],
    ["an expiry in the past", "signature.expired", rewriting(";alg", ";expires=1600000000;alg")],
    [
      "a component added",
      "signature.invalid",
      rewriting('("@method"', '("content-type" "@method"'),
    ],
    ["an unknown component", "signature.malformed", rewriting('("@method"', '("@age" "@method"')],
    ["a component twice", "signature.malformed", rewriting('("@method"', '("@method" "@method"')],
    ["another label", "signature.malformed", rewriting("xiaowai=", "sig1=")],
    ["no list of components", "signature.malformed", rewriting(/\(.*\)/, '"@method"')],
    ["nonsense", "signature.malformed", (r) => withHeaders(r, { "signature-input": "xiaowai=((" })],
    [
      "two signatures under the label",
      "signature.malformed",
      (r) => withHeaders(r, { signature: `${r.headers.signature}, ${r.headers.signature}` }),
    ],
    [
      "a second label beside ours",
      "signature.malformed",
      (r) => withHeaders(r, { signature: `other=:AAAA:, ${r.headers.signature}` }),
    ],
    [
      "a repeated header",
      "signature.malformed",
      (r) => withHeaders(r, { signature: [r.headers.signature, r.headers.signature] }),
    ],
    [
      "a header repeated in another case",
      "signature.malformed",
      (r) => withHeaders(r, { "Idempotency-Key": "S1" }),
    ],
    [
      "an endless header",
      "signature.malformed",
      (r) => withHeaders(r, { "idempotency-key": "S".repeat(5_000) }),
    ],
    [
      "a line break in a covered value",
      "signature.malformed",
      (r) => ({ ...r, path: '/bank/v1/pay-ins\n"@query": ?dry=0' }),
    ],
    [
      "a digest that cannot be read",
      "signature.malformed",
      (r) => withHeaders(r, { "content-digest": "sha-256=((" }),
    ],
    ["no signature", "signature.missing", (r) => withHeaders(r, { signature: undefined })],
    [
      "no signature input",
      "signature.missing",
      (r) => withHeaders(r, { "signature-input": undefined }),
    ],
    ["no digest", "signature.missing", (r) => withHeaders(r, { "content-digest": undefined })],
    [
      "a signature of other bytes",
      "signature.invalid",
      (r) => withHeaders(r, { signature: `xiaowai=:${"A".repeat(86)}==:` }),
    ],
    [
      "a signature of another length",
      "signature.malformed",
      (r) => withHeaders(r, { signature: "xiaowai=:AAAA:" }),
    ],
    ["another private key", "signature.invalid", (r) => ({ ...r, keyFor: other.keyFor })],
  ];
  test.each(alterations)("with %s is refused as %s", async (_what, code, alter) => {
    const altered = { ...(await signedRequest()), ...alter(await signedRequest()) };
    expect(await verifyRequest(altered)).toMatchObject({ ok: false, refusal: { code } });
  });

  const required = [
    "@method",
    "@authority",
    "@path",
    "@query",
    "content-digest",
    "idempotency-key",
  ];
  test.each(required)("that does not cover %s is refused as incomplete", async (component) => {
    const request = rewriting(new RegExp(` ?"${component}"`), "")(await signedRequest());
    expect(await verifyRequest(request)).toMatchObject({
      ok: false,
      refusal: { code: "signature.incomplete", facts: { missing: `"${component}"` } },
    });
  });
});
