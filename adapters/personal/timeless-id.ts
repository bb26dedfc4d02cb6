import { randomBytes } from "node:crypto";

const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 26;

/**
 * An id in the form of a ULID, all of it random: a ULID proper tells when its bearer became known, which for
 * a child is nobody's business.
 */
export function timelessId(prefix: string): string {
  // 256 is a multiple of 32, so that each character is equally likely.
  const characters = Array.from(randomBytes(LENGTH), (byte) => CROCKFORD.charAt(byte % 32));
  return `${prefix}_${characters.join("")}`;
}
