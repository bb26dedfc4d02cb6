import { invariant } from "../../domain/shared/invariant.ts";
import { ok } from "../../domain/shared/result.ts";
import type { EpochMs } from "../../domain/shared/time.ts";
import { contentDigest } from "./content-digest.ts";
import type { Signer } from "./keys.ts";
import {
  partsOfUrl,
  requestComponent,
  RESPONSE_COMPONENTS,
  responseComponent,
  type AnsweredRequest,
  type HttpRequest,
  type HttpResponse,
} from "./message-components.ts";
import type { SignatureResult } from "./refusals.ts";
import { signMessage, type SignatureHeaders } from "./sign-message.ts";
import { componentId, headerValue, type Headers } from "./signature-base.ts";
import { verifyMessage, type Verification, type VerifiedSignature } from "./verify-message.ts";

/**
 * The platform's profile of HTTP message signatures (RFC 9421): one label, Ed25519 only, a fixed minimum of
 * what is covered, `created` and, on requests, a nonce. Time and nonce come in as arguments.
 */

/** What every request must cover; the idempotency key too as soon as there is one. */
function requiredOfRequest(headers: Headers): string[] {
  const idempotent = headerValue(headers, "idempotency-key") !== undefined;
  const names = ["@method", "@authority", "@path", "@query", "content-digest"];
  return [...names, ...(idempotent ? ["idempotency-key"] : [])].map((name) => componentId(name));
}

/** Signs a request. @param input.extraComponents further headers to cover, lower-case names */
export function signRequest(input: {
  readonly method: string;
  readonly url: string | URL;
  readonly headers: Headers;
  readonly body: string | Uint8Array;
  readonly signer: Signer;
  readonly now: EpochMs;
  readonly nonce: string;
  readonly extraComponents?: readonly string[];
}): Promise<SignatureHeaders> {
  const digest = contentDigest(input.body);
  const request = {
    ...partsOfUrl(input.url),
    method: input.method,
    headers: { ...input.headers, "content-digest": digest },
    body: input.body,
  };
  const extra = (input.extraComponents ?? []).map((name) => componentId(name));
  return signMessage({
    digest,
    components: [...requiredOfRequest(request.headers), ...extra],
    valueOf: (component) => requestComponent(request, component),
    signer: input.signer,
    now: input.now,
    nonce: input.nonce,
  });
}

/** Signs the answer to a signed request, bound to it by its method, path and signature. */
export function signResponse(input: {
  readonly status: number;
  readonly body: string | Uint8Array;
  readonly request: AnsweredRequest;
  readonly signer: Signer;
  readonly now: EpochMs;
}): Promise<SignatureHeaders> {
  const digest = contentDigest(input.body);
  const response = {
    status: input.status,
    headers: { "content-digest": digest },
    body: input.body,
  };
  return signMessage({
    digest,
    components: Object.values(RESPONSE_COMPONENTS),
    valueOf: (component) => responseComponent(response, input.request, component),
    signer: input.signer,
    now: input.now,
  });
}

/** A verified request. The nonce is to be stored with the command: who sees it again refuses. */
export interface VerifiedRequest extends VerifiedSignature {
  readonly nonce: string;
}

/** Verifies a request. Whether its nonce was seen before is for the caller, who has the store. */
export async function verifyRequest(
  input: HttpRequest & Verification,
): Promise<SignatureResult<VerifiedRequest>> {
  const verified = await verifyMessage({
    message: input,
    verification: input,
    required: () => requiredOfRequest(input.headers),
    requiredParameters: ["created", "keyid", "alg", "nonce"],
    valueOf: (component) => requestComponent(input, component),
  });
  if (!verified.ok) return verified;
  const { nonce, ...signature } = verified.value;
  invariant(nonce !== undefined, "a verified request has a nonce");
  return ok({ ...signature, nonce });
}

/** Verifies that a response is a known key's answer to this very request. */
export async function verifyResponse(
  input: HttpResponse & { readonly request: AnsweredRequest } & Verification,
): Promise<SignatureResult<VerifiedSignature>> {
  return verifyMessage({
    message: input,
    verification: input,
    required: () => Object.values(RESPONSE_COMPONENTS),
    requiredParameters: ["created", "keyid", "alg"],
    valueOf: (component) => responseComponent(input, input.request, component),
  });
}
