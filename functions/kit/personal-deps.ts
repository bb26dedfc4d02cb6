import { randomBytes } from "node:crypto";
import { KMSClient } from "@aws-sdk/client-kms";
import { createKeyedHash, type KeyedHash } from "../../adapters/personal/keyed-hash.ts";
import { kmsKeys, kmsMac } from "../../adapters/personal/kms.ts";
import { createPersonalVault, type PersonalVault } from "../../adapters/personal/personal-vault.ts";
import { tableKeyStore } from "../../adapters/personal/table-key-store.ts";
import type { Kit } from "./deps.ts";
import { environment } from "./environment.ts";

/** The kit of a function whose contract touches personal fields. */
export interface PersonalKit extends Kit {
  /** Seals and opens personal fields. */
  readonly vault: PersonalVault;
  /** Hashes personal values to find records by them; its key is not the one of requests. */
  readonly personalHash: KeyedHash;
}

export function withVault<K extends Kit>(kit: K): K & PersonalKit {
  const env = environment();
  const client = new KMSClient({});
  return {
    ...kit,
    vault: createPersonalVault({
      kms: kmsKeys(client, env.PERSONAL_KEY_ID),
      keyStore: tableKeyStore(kit.table),
      now: kit.now,
      random: randomBytes,
    }),
    personalHash: createKeyedHash({ mac: kmsMac(client, env.INDEX_MAC_KEY_ID) }),
  };
}
