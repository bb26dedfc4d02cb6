import { createPrivateKey, createPublicKey, sign, type KeyObject } from "node:crypto";
import * as z from "zod";

const base64url32 = z.string().regex(/^[A-Za-z0-9_-]{43}$/, "32 bytes in base64url");

/** An Ed25519 public key as a JSON Web Key (RFC 8037). */
export const PublicJwk = z.object({
  kty: z.literal("OKP"),
  crv: z.literal("Ed25519"),
  kid: z.string().min(1).max(128),
  x: base64url32,
});
export type PublicJwk = z.infer<typeof PublicJwk>;

/** An Ed25519 private key as a JSON Web Key; `kid` names it to those who verify. */
export const PrivateJwk = PublicJwk.extend({ d: base64url32 });
export type PrivateJwk = z.infer<typeof PrivateJwk>;

/** Signs as one key. A key service that keeps the private half to itself fits behind it as well. */
export interface Signer {
  readonly keyId: string;
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

/** Finds the public key of a signature by its id; none: the key is not known or no longer live. */
export type KeyFor = (keyId: string) => KeyObject | undefined | Promise<KeyObject | undefined>;

export function publicKeyFromJwk(jwk: PublicJwk): KeyObject {
  const { kty, crv, x } = jwk;
  return createPublicKey({ key: { kty, crv, x }, format: "jwk" });
}

export function signerFromJwk(jwk: PrivateJwk): Signer {
  const { kty, crv, x, d } = jwk;
  const privateKey = createPrivateKey({ key: { kty, crv, x, d }, format: "jwk" });
  return {
    keyId: jwk.kid,
    sign: (bytes) => Promise.resolve(sign(null, bytes, privateKey)),
  };
}
