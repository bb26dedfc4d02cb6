import { createHash, generateKeyPairSync, type KeyObject } from "node:crypto";
import * as z from "zod";
import {
  PrivateJwk,
  PublicJwk,
  publicKeyFromJwk,
  signerFromJwk,
  type Signer,
} from "../../adapters/signing/keys.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { BankDatabase } from "./bank-database.ts";

/** The bank's short code; its key ids begin with it. */
export const SANDBOX_BANK_ID = "sandbox-bank";

const KeyRow = z.object({ jwk: z.string() });

/** The bank's own key pair, generated at its first start and kept with its books. */
export function ownKey(db: BankDatabase): {
  readonly signer: Signer;
  readonly publicJwk: PublicJwk;
} {
  const find = () => db.row(KeyRow, "SELECT jwk FROM own_key");
  if (find() === undefined) {
    const jwk = newKey();
    db.run("INSERT INTO own_key VALUES (?, ?)", jwk.kid, JSON.stringify(jwk));
  }
  const kept = find();
  invariant(kept, "the bank has a key pair");
  const jwk = PrivateJwk.parse(JSON.parse(kept.jwk));
  return { signer: signerFromJwk(jwk), publicJwk: PublicJwk.parse(jwk) };
}

function newKey(): PrivateJwk {
  const { kty, crv, x, d } = generateKeyPairSync("ed25519").privateKey.export({ format: "jwk" });
  // Named by its own bytes, so that a key of former data is never taken for this one.
  const name = createHash("sha256").update(String(x)).digest("hex").slice(0, 8);
  return PrivateJwk.parse({ kty, crv, x, d, kid: `${SANDBOX_BANK_ID}/${name}` });
}

/** Makes a key of the platform known; one that is known under the same id is replaced. */
export function trustPlatformKey(db: BankDatabase, jwk: PublicJwk): void {
  db.run(
    "INSERT INTO platform_key VALUES (?, ?) ON CONFLICT DO UPDATE SET jwk = excluded.jwk",
    jwk.kid,
    JSON.stringify(jwk),
  );
}

export function platformKey(db: BankDatabase, keyId: string): KeyObject | undefined {
  const row = db.row(KeyRow, "SELECT jwk FROM platform_key WHERE kid = ?", keyId);
  return row === undefined ? undefined : publicKeyFromJwk(PublicJwk.parse(JSON.parse(row.jwk)));
}
