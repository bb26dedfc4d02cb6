import { randomBytes } from "node:crypto";
import type { DataKeyStore, KeyManagement } from "../../adapters/personal/ports.ts";

/** A key service in memory: a wrapped key is a handle, and opens with its own context only. */
export function fakeKeyManagement() {
  const made = new Map<string, { plaintext: Uint8Array; context: string }>();
  const calls = { generated: 0, decrypted: 0 };
  const kms: KeyManagement = {
    generateDataKey(context) {
      calls.generated += 1;
      const plaintext = randomBytes(32);
      const wrapped = randomBytes(16);
      made.set(wrapped.toString("hex"), { plaintext, context: JSON.stringify(context) });
      return Promise.resolve({ plaintext, wrapped });
    },
    decrypt(wrapped, context) {
      calls.decrypted += 1;
      const found = made.get(Buffer.from(wrapped).toString("hex"));
      return found?.context === JSON.stringify(context)
        ? Promise.resolve(found.plaintext)
        : Promise.reject(new Error("InvalidCiphertextException"));
    },
  };
  return { kms, calls };
}

export function memoryDataKeyStore(): DataKeyStore & { readonly kept: Map<string, Uint8Array> } {
  const kept = new Map<string, Uint8Array>();
  return {
    kept,
    load: (recordClass, month) => Promise.resolve(kept.get(`${recordClass}/${month}`)),
    saveIfAbsent(recordClass, month, wrapped) {
      const found = kept.get(`${recordClass}/${month}`) ?? wrapped;
      kept.set(`${recordClass}/${month}`, found);
      return Promise.resolve(found);
    },
  };
}
