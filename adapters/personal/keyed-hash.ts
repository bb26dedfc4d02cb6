import { createHmac } from "node:crypto";
import type { MacOfLabel } from "./ports.ts";

/** A new version gets new keys; values of the old one are still found by their prefix. */
const VERSION = "v1";

/** Personal values that people are found by. */
export type LookupKind = "phone" | "id-number";

/** Keyed hashes: equal values are found again without being readable, and not to be guessed without the key. */
export interface KeyedHash {
  /** The look-up hash of a personal value, whatever way it was written. */
  lookup(kind: LookupKind, value: string): Promise<string>;
  /** HMAC-SHA-256 of a text, for example of a request's body, under the label's own key. */
  hmac(label: string, text: string): Promise<string>;
}

export function createKeyedHash(deps: { readonly mac: MacOfLabel }): KeyedHash {
  const hmac = async (label: string, text: string) => {
    const key = await deps.mac(`${VERSION}:${label}`);
    return `${VERSION}:${createHmac("sha256", key).update(text).digest("base64url")}`;
  };
  return {
    hmac,
    lookup: (kind, value) => hmac(`lookup:${kind}`, NORMALISE[kind](value)),
  };
}

/** Full-width digits and letters become plain ones; spaces and dashes, which people add, go. */
const plain = (value: string): string => value.normalize("NFKC").replace(/[\s\p{Pd}]/gu, "");

const NORMALISE = {
  /** A mainland number stands without its country code. */
  phone: (value) => plain(value).replace(/^(?:\+|00)86/, ""),
  /** The check character is a capital X. */
  "id-number": (value) => plain(value).toUpperCase(),
} as const satisfies Record<LookupKind, (value: string) => string>;
