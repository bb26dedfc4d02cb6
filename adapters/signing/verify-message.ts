import { verify } from "node:crypto";
import type { BareItem } from "structured-headers";
import { ok, refuse } from "../../domain/shared/result.ts";
import { toRfc3339, type EpochMs } from "../../domain/shared/time.ts";
import { digestMatches } from "./content-digest.ts";
import type { KeyFor } from "./keys.ts";
import type { SignatureResult } from "./refusals.ts";
import {
  ALGORITHM,
  headerValue,
  KEY_ID,
  Malformed,
  NONCE,
  parseSignature,
  parseSignatureInput,
  signatureBase,
  type Headers,
} from "./signature-base.ts";

export interface Verification {
  readonly keyFor: KeyFor;
  readonly now: EpochMs;
  /** How far `created` may lie from `now`, either way, in milliseconds. */
  readonly windowMs: number;
}

/** Who signed and when, and the evidence to keep of it. */
export interface VerifiedSignature {
  readonly keyId: string;
  readonly createdAt: EpochMs;
  /** The three headers as they came: with the message, whoever has the public key can check again. */
  readonly contentDigest: string;
  readonly signatureInput: string;
  readonly signature: string;
}

interface Message {
  readonly headers: Headers;
  readonly body: string | Uint8Array;
}

interface Covering {
  readonly message: Message;
  readonly verification: Verification;
  /** The identifiers that must be covered. @throws Malformed */
  readonly required: () => readonly string[];
  readonly requiredParameters: readonly string[];
  readonly valueOf: (component: string) => string | undefined;
}

type Verified = SignatureResult<VerifiedSignature & { readonly nonce?: string }>;

/** Verifies the one signature of a message: never throws for what the message holds. */
export async function verifyMessage(covering: Covering): Promise<Verified> {
  try {
    return await verifyOrThrow(covering);
  } catch (error) {
    if (error instanceof Malformed) return refuse("signature.malformed", { reason: error.message });
    throw error;
  }
}

async function verifyOrThrow(covering: Covering): Promise<Verified> {
  const { message, verification } = covering;
  const digest = headerValue(message.headers, "content-digest");
  const input = headerValue(message.headers, "signature-input");
  const header = headerValue(message.headers, "signature");
  if (input === undefined) return refuse("signature.missing", { header: "signature-input" });
  if (header === undefined) return refuse("signature.missing", { header: "signature" });
  if (digest === undefined) return refuse("signature.missing", { header: "content-digest" });

  const covered = parseSignatureInput(input);
  const signature = parseSignature(header);
  const missing = covering.required().filter((needed) => !covered.components.includes(needed));
  if (missing.length > 0) return refuse("signature.incomplete", { missing: missing.join(", ") });

  const parameters = readParameters(covered.parameters, covering.requiredParameters);
  if (!parameters.ok) return parameters;
  const { keyId, createdAt, expiresAt, nonce } = parameters.value;
  const { now, windowMs } = verification;
  if (Math.abs(now - createdAt) > windowMs || now > expiresAt) {
    return refuse("signature.expired", {
      created: toRfc3339(createdAt),
      now: toRfc3339(now),
      windowSeconds: Math.floor(windowMs / 1000),
    });
  }

  const base = signatureBase(covered, covering.valueOf);
  if (!isDigestOf(digest, message.body)) return refuse("signature.digest-mismatch");
  const key = await verification.keyFor(keyId);
  if (key === undefined) return refuse("signature.unknown-key", { keyId });
  // `verify` of any other kind of key would pick that kind's algorithm.
  if (key.asymmetricKeyType !== ALGORITHM || !verify(null, base, key, signature)) {
    return refuse("signature.invalid", { keyId });
  }
  return ok({
    keyId,
    createdAt,
    contentDigest: digest,
    signatureInput: input,
    signature: header,
    ...(nonce === undefined ? {} : { nonce }),
  });
}

interface Parameters {
  readonly keyId: string;
  readonly createdAt: EpochMs;
  /** Infinity where the signer set none. */
  readonly expiresAt: EpochMs;
  readonly nonce?: string;
}

/** Reads the parameters of a signature: the known ones must be right, others are only covered. */
function readParameters(
  parameters: ReadonlyMap<string, BareItem>,
  required: readonly string[],
): SignatureResult<Parameters> {
  const missing = required.filter((name) => !parameters.has(name));
  if (missing.length > 0) return refuse("signature.incomplete", { missing: missing.join(", ") });
  const keyId = parameters.get("keyid");
  if (typeof keyId !== "string" || !KEY_ID.test(keyId))
    throw new Malformed("keyid is not readable");
  if (parameters.get("alg") !== ALGORITHM) throw new Malformed(`alg must be "${ALGORITHM}"`);
  const nonce = parameters.get("nonce");
  if (nonce !== undefined && (typeof nonce !== "string" || !NONCE.test(nonce))) {
    throw new Malformed("nonce must have 16 to 128 printable characters");
  }
  return ok({
    keyId,
    createdAt: epochMsOf(parameters.get("created"), "created"),
    expiresAt: parameters.has("expires")
      ? epochMsOf(parameters.get("expires"), "expires")
      : Infinity,
    ...(nonce === undefined ? {} : { nonce }),
  });
}

/** The largest second that a date can hold; anything later is no time of a signature. */
const LAST_SECOND = 253_402_300_799;

function epochMsOf(seconds: BareItem | undefined, name: string): EpochMs {
  if (typeof seconds === "number" && Number.isInteger(seconds)) {
    if (seconds >= 0 && seconds <= LAST_SECOND) return seconds * 1000;
  }
  throw new Malformed(`${name} is not a time in whole seconds`);
}

function isDigestOf(header: string, body: string | Uint8Array): boolean {
  try {
    return digestMatches(header, body);
  } catch {
    throw new Malformed("content-digest is not a structured dictionary (RFC 9530)");
  }
}
