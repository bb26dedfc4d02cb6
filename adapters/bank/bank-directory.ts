import type { KeyObject } from "node:crypto";
import * as z from "zod";
import { PublicJwk, publicKeyFromJwk } from "../signing/keys.ts";
import { keys } from "../table/keys.ts";
import type { Table } from "../table/table.ts";

/** A bank's public key: two live at once let a bank change keys without a stop. */
export const BankKeyItem = z.object({
  type: z.literal("bank-key"),
  jwk: PublicJwk,
  /** Revoked at once when set. */
  revokedAt: z.int().optional(),
});

/** Knows the banks' keys. A key id is `<bank id>/<name>`, for example `sandbox-bank/2026-1`. */
export interface BankDirectory {
  bankOf(keyId: string): string;
  publicKey(keyId: string): Promise<KeyObject | undefined>;
}

export function bankDirectory(table: Table): BankDirectory {
  const bankOf = (keyId: string): string => keyId.split("/")[0] ?? "";
  return {
    bankOf,
    async publicKey(keyId) {
      const item = await table.get(keys.bankKey(bankOf(keyId), keyId));
      if (item === undefined) return undefined;
      const { jwk, revokedAt } = BankKeyItem.parse(item);
      return revokedAt === undefined ? publicKeyFromJwk(jwk) : undefined;
    },
  };
}
