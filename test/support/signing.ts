import { generateKeyPairSync } from "node:crypto";
import {
  PrivateJwk,
  PublicJwk,
  publicKeyFromJwk,
  signerFromJwk,
} from "../../adapters/signing/keys.ts";

/** A fresh Ed25519 key: its signer, its JWK, and the look-up that knows this key alone. */
export function testKey(kid: string) {
  const { privateKey } = generateKeyPairSync("ed25519");
  const jwk = PrivateJwk.parse({ ...privateKey.export({ format: "jwk" }), kid });
  const publicJwk = PublicJwk.parse(jwk);
  const publicKey = publicKeyFromJwk(publicJwk);
  return {
    jwk,
    publicJwk,
    signer: signerFromJwk(jwk),
    keyFor: (keyId: string) => (keyId === kid ? publicKey : undefined),
  };
}
