import { signRequest } from "../../adapters/signing/http-signature.ts";
import { testKey } from "./signing.ts";

export const bank = testKey("bank-2026-a");
export const other = testKey("bank-2026-a");
export const now = Date.parse("2026-03-02T09:00:00+08:00");
export const windowMs = 5 * 60_000;
export const nonce = "nonce-0123456789";
export const url = "https://platform.example/bank/v1/pay-ins?dry=0";
export const body = JSON.stringify({ bankSerial: "S1", amountFen: 12_000 });
export const ownHeaders = { "content-type": "application/json", "idempotency-key": "S1" };

export async function signedRequest(overrides: { now?: number; nonce?: string } = {}) {
  const signature = await signRequest({
    method: "POST",
    url,
    headers: ownHeaders,
    body,
    signer: bank.signer,
    now,
    nonce,
    ...overrides,
  });
  return {
    method: "POST",
    path: "/bank/v1/pay-ins",
    query: "dry=0",
    headers: { host: "platform.example", ...ownHeaders, ...signature },
    body,
    keyFor: bank.keyFor,
    now,
    windowMs,
  };
}
export type Signed = Awaited<ReturnType<typeof signedRequest>>;

export const withHeaders = (
  request: Signed,
  headers: Record<string, string | string[] | undefined>,
) => ({
  ...request,
  headers: { ...request.headers, ...headers },
});

/** Rewrites the text of `signature-input`, the signature staying as it is. */
export const rewriting = (from: string | RegExp, to: string) => (request: Signed) =>
  withHeaders(request, {
    "signature-input": request.headers["signature-input"].replace(from, to),
  });
