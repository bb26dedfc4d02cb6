import { createHash, timingSafeEqual } from "node:crypto";
import { parseDictionary, serializeDictionary } from "structured-headers";

const sha256 = (body: string | Uint8Array): Uint8Array<ArrayBuffer> =>
  createHash("sha256").update(body).digest();

/** The `content-digest` of a body (RFC 9530), SHA-256 only. */
export const contentDigest = (body: string | Uint8Array): string =>
  serializeDictionary(new Map([["sha-256", [sha256(body), new Map()]]]));

/**
 * Tells whether a `content-digest` names this very body by SHA-256. Other algorithms beside it are allowed
 * and not read: the platform trusts one that it knows to be strong.
 * @throws Error when the header is no structured dictionary
 */
export function digestMatches(header: string, body: string | Uint8Array): boolean {
  const claimed = parseDictionary(header).get("sha-256")?.[0];
  if (!(claimed instanceof ArrayBuffer)) return false;
  const actual = sha256(body);
  return claimed.byteLength === actual.byteLength && timingSafeEqual(Buffer.from(claimed), actual);
}
