import type { RecordClass } from "./record-classes.ts";

/** What a wrapped data key is bound to: it unwraps only with the same words. */
export type KeyContext = Readonly<Record<string, string>>;

/** The service that keeps the master key: it makes data keys and unwraps them. */
export interface KeyManagement {
  generateDataKey(
    context: KeyContext,
  ): Promise<{ readonly plaintext: Uint8Array; readonly wrapped: Uint8Array }>;
  /** @throws when the blob was not wrapped with this context */
  decrypt(wrapped: Uint8Array, context: KeyContext): Promise<Uint8Array>;
}

/** Keeps the wrapped data keys, so that every function finds the one of a record class and month. */
export interface DataKeyStore {
  load(recordClass: RecordClass, month: string): Promise<Uint8Array | undefined>;
  /** Saves unless another was faster; answers with the wrapped key that is kept. */
  saveIfAbsent(recordClass: RecordClass, month: string, wrapped: Uint8Array): Promise<Uint8Array>;
}

/** Derives 32 secret bytes for a label, always the same. */
export type MacOfLabel = (label: string) => Promise<Uint8Array>;
