import { randomUUID } from "node:crypto";
import { KMSClient } from "@aws-sdk/client-kms";
import * as z from "zod";
import { type BankClient, createBankClient } from "../../adapters/bank/bank-client.ts";
import { kmsSigner } from "../../adapters/signing/kms-signer.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { Kit } from "./deps.ts";
import { environment } from "./environment.ts";

/** The kit of a function that calls banks. */
export interface BankKit extends Kit {
  bank(bankId: string): BankClient;
  /** Whether this deployment knows the bank at all. */
  knowsBank(bankId: string): boolean;
}

const BankUrls = z.record(z.string(), z.url());

export function withBanks(kit: Kit): BankKit {
  const env = environment();
  const urls = BankUrls.parse(JSON.parse(env.BANK_URLS));
  const signer = kmsSigner(new KMSClient({}), env.SIGNING_KEY_ID, env.SIGNING_KEY_NAME);
  const clients = new Map<string, BankClient>();
  const connect = (bankId: string): BankClient => {
    const baseUrl = urls[bankId];
    invariant(baseUrl, `no address is configured for the bank ${bankId}`);
    return createBankClient({
      baseUrl,
      signer,
      fetch: globalThis.fetch,
      now: kit.now,
      newNonce: randomUUID,
      bankKeyFor: (keyId) =>
        kit.banks.bankOf(keyId) === bankId ? kit.banks.publicKey(keyId) : undefined,
    });
  };
  return {
    ...kit,
    knowsBank: (bankId) => bankId in urls,
    bank: (bankId) => {
      const client = clients.get(bankId) ?? connect(bankId);
      clients.set(bankId, client);
      return client;
    },
  };
}
