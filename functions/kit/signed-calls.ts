import { verifyRequest } from "../../adapters/signing/http-signature.ts";
import { keys } from "../../adapters/table/keys.ts";
import type { Change } from "../../adapters/unit-of-work.ts";
import { DAY_MS, type EpochMs } from "../../domain/shared/time.ts";
import type { Caller } from "./caller.ts";
import type { Kit } from "./deps.ts";
import type { HttpEvent } from "./http-message.ts";
import { Refused } from "./problem.ts";

/** Tells who signed a request. Only the functions of the bank end carry the code for it. */
export interface SignedCalls {
  readonly callerOf: (event: HttpEvent, body: string) => Promise<Caller>;
}

/** Signed requests are believed for five minutes either way. */
const SIGNATURE_WINDOW_MS = 5 * 60_000;
const NONCE_KEPT_MS = DAY_MS;

type BankSide = Pick<Kit, "table" | "banks" | "now">;

/** The kit of a function that banks call: a bank proves itself by its signature. */
export const withSignedCalls = <K extends BankSide>(
  kit: K,
): K & { readonly signedCalls: SignedCalls } => ({
  ...kit,
  signedCalls: { callerOf: (event, body) => bankOf(event, body, kit) },
});

/** The nonce is used up with the command that was signed. */
async function bankOf(event: HttpEvent, body: string, kit: BankSide): Promise<Caller> {
  const verified = await verifyRequest({
    method: event.requestContext.http.method,
    path: event.rawPath,
    query: event.rawQueryString,
    headers: event.headers,
    body,
    now: kit.now(),
    windowMs: SIGNATURE_WINDOW_MS,
    keyFor: (keyId) => kit.banks.publicKey(keyId),
  });
  if (!verified.ok)
    throw new Refused("identity.signature-refused", { reason: verified.refusal.code });
  const { keyId, nonce } = verified.value;
  if ((await kit.table.get(keys.nonce(keyId, nonce))) !== undefined)
    throw new Refused("identity.nonce-replayed");
  return {
    principal: { kind: "bank", bankId: kit.banks.bankOf(keyId), keyId },
    attached: [nonceChange(keyId, nonce, kit.now())],
  };
}

/** Uses up the nonce of a signed request, with whatever the request commits. */
export const nonceChange = (keyId: string, nonce: string, now: EpochMs): Change => ({
  write: {
    kind: "put",
    item: {
      ...keys.nonce(keyId, nonce),
      type: "nonce",
      expiresAtEpochSeconds: Math.ceil((now + NONCE_KEPT_MS) / 1000),
    },
    condition: { kind: "absent" },
  },
  refusal: { code: "identity.nonce-replayed", facts: {} },
});
