import { randomUUID } from "node:crypto";
import { signRequest } from "../../adapters/signing/http-signature.ts";
import type { Signer } from "../../adapters/signing/keys.ts";
import { keys } from "../../adapters/table/keys.ts";
import type { HttpHandler } from "../../functions/kit/http.ts";
import { type Answer, call, once, type TestKit } from "./door.ts";
import { testKey } from "./signing.ts";

/** Registers a key of a bank and gives the signer that goes with it. */
export async function seedBankKey(kit: TestKit, bankId = "sandbox-bank"): Promise<Signer> {
  const keyId = `${bankId}/2026-1`;
  const { publicJwk, signer } = testKey(keyId);
  const item = { ...keys.bankKey(bankId, keyId), type: "bank-key", jwk: { ...publicJwk } };
  await kit.table.commit([{ kind: "put", item }]);
  return signer;
}

/** Calls a function as a bank does: signed, with a nonce of its own unless one is given. */
export async function callAsBank(
  handler: HttpHandler,
  kit: TestKit,
  signer: Signer,
  body: unknown,
  {
    headers = once(),
    nonce = randomUUID(),
  }: { headers?: Record<string, string>; nonce?: string } = {},
): Promise<Answer> {
  const text = JSON.stringify(body);
  const own = { host: "platform.test", "content-type": "application/json", ...headers };
  const signature = await signRequest({
    method: "POST",
    url: "https://platform.test/",
    headers: own,
    body: text,
    signer,
    now: kit.now(),
    nonce,
  });
  return call(handler, { body: text, headers: { ...own, ...signature } });
}
