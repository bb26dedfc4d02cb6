import type { BankDirectory } from "../../adapters/bank/bank-directory.ts";
import { keys } from "../../adapters/table/keys.ts";
import type { Table } from "../../adapters/table/table.ts";
import { verifyRequest } from "../../adapters/signing/http-signature.ts";
import type { Change } from "../../adapters/unit-of-work.ts";
import { DAY_MS, type EpochMs } from "../../domain/shared/time.ts";
import * as z from "zod";
import type { Principal } from "./context.ts";
import type { Access } from "./contract.ts";
import type { HttpEvent } from "./http-message.ts";
import { type MemberDirectory, subjectHash } from "./members.ts";
import { Refused } from "./problem.ts";

/** Who calls, and what has to be written with whatever the call commits. */
export interface Caller {
  readonly principal: Principal;
  readonly attached: readonly Change[];
}

export interface Directories {
  readonly table: Table;
  readonly members: MemberDirectory;
  readonly banks: BankDirectory;
  readonly now: () => EpochMs;
}

/** Signed requests are believed for five minutes either way. */
const SIGNATURE_WINDOW_MS = 5 * 60_000;
const NONCE_KEPT_MS = DAY_MS;

export async function authenticate(
  access: Access,
  event: HttpEvent,
  body: string,
  directories: Directories,
): Promise<Caller> {
  switch (access.role) {
    case "anyone":
      return { principal: { kind: "anyone" }, attached: [] };
    case "bank":
      return bankOf(event, body, directories);
    case "account": {
      const { iss, sub } = claimsOf(event);
      return { principal: { kind: "account", subjectHash: subjectHash(iss, sub) }, attached: [] };
    }
    case "guardian":
    case "institution":
    case "officer":
      return { principal: await memberOfToken(event, directories.members), attached: [] };
  }
}

const Claims = z.object({
  authorizer: z.object({
    jwt: z.object({ claims: z.object({ iss: z.string().min(1), sub: z.string().min(1) }) }),
  }),
});

/** What the gateway has verified of the token. */
function claimsOf(event: HttpEvent): { readonly iss: string; readonly sub: string } {
  const context = Claims.safeParse(event.requestContext);
  if (!context.success) throw new Refused("identity.unauthenticated");
  return context.data.authorizer.jwt.claims;
}

/** The token becomes a member. */
async function memberOfToken(event: HttpEvent, members: MemberDirectory): Promise<Principal> {
  const { iss, sub } = claimsOf(event);
  const member = await members.find(iss, sub);
  if (member === undefined) throw new Refused("identity.not-a-member");
  return { kind: "member", ...member };
}

/** A bank proves itself by its signature; the nonce is used up with the command that it signs. */
async function bankOf(event: HttpEvent, body: string, directories: Directories): Promise<Caller> {
  const verified = await verifyRequest({
    method: event.requestContext.http.method,
    path: event.rawPath,
    query: event.rawQueryString,
    headers: event.headers,
    body,
    now: directories.now(),
    windowMs: SIGNATURE_WINDOW_MS,
    keyFor: (keyId) => directories.banks.publicKey(keyId),
  });
  if (!verified.ok)
    throw new Refused("identity.signature-refused", { reason: verified.refusal.code });
  const { keyId, nonce } = verified.value;
  if ((await directories.table.get(keys.nonce(keyId, nonce))) !== undefined)
    throw new Refused("identity.nonce-replayed");
  return {
    principal: { kind: "bank", bankId: directories.banks.bankOf(keyId), keyId },
    attached: [nonceChange(keyId, nonce, directories.now())],
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
