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

/** The bank's own key pairs, kept with its books: the first is made at its first start. */
export interface OwnKeys {
  /** Signs whatever the bank says now. */
  inUse(): Signer;
  /** The one that was in use before, or the only one. */
  former(): Signer;
  /** Claims to be the key in use, and is not. */
  forged(): Signer;
  publicJwk(): PublicJwk;
  /** Makes another key pair, which signs nothing yet: the platform has to know it first. */
  makeNext(): PublicJwk;
  /** From now on the newest key pair signs. */
  useNewest(): PublicJwk;
}

export function ownKeys(db: BankDatabase): OwnKeys {
  const all = () =>
    db
      .rows(KeyRow, "SELECT jwk FROM own_key ORDER BY rowid")
      .map(({ jwk }) => PrivateJwk.parse(JSON.parse(jwk)));
  const add = (): PrivateJwk => {
    const jwk = newKey();
    db.run("INSERT INTO own_key VALUES (?, ?)", jwk.kid, JSON.stringify(jwk));
    return jwk;
  };
  const use = (jwk: PrivateJwk | undefined): PublicJwk => {
    invariant(jwk, "the bank has a key pair");
    db.run(
      "INSERT INTO key_in_use VALUES (1, ?) ON CONFLICT DO UPDATE SET kid = excluded.kid",
      jwk.kid,
    );
    return PublicJwk.parse(jwk);
  };
  const current = (): { readonly jwk: PrivateJwk; readonly former: PrivateJwk } => {
    const kid = db.row(z.object({ kid: z.string() }), "SELECT kid FROM key_in_use")?.kid;
    const pairs = all();
    const place = pairs.findIndex((jwk) => jwk.kid === kid);
    const jwk = pairs[place];
    invariant(jwk, "the bank has a key pair in use");
    return { jwk, former: pairs[place - 1] ?? jwk };
  };

  if (all().length === 0) add();
  if (db.row(z.object({ kid: z.string() }), "SELECT kid FROM key_in_use") === undefined)
    use(all().at(-1));
  return {
    inUse: () => signerFromJwk(current().jwk),
    former: () => signerFromJwk(current().former),
    forged: () => signerFromJwk({ ...newKey(), kid: current().jwk.kid }),
    publicJwk: () => PublicJwk.parse(current().jwk),
    makeNext: () => PublicJwk.parse(add()),
    useNewest: () => use(all().at(-1)),
  };
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
