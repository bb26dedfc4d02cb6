import { createHash } from "node:crypto";
import { aggregates } from "../../adapters/aggregates.ts";
import { memberKind } from "../../adapters/repositories/member-kind.ts";
import type { Table } from "../../adapters/table/table.ts";
import type { MemberState } from "../../domain/identity/member.ts";

/** What a call needs to know of its member. */
export type Member = Pick<MemberState, "memberId" | "roles">;

/** The key of a member's item: tokens prove `issuer|subject`, the table holds only its hash. */
export const subjectHash = (issuer: string, subject: string): string =>
  createHash("sha256").update(`${issuer}|${subject}`).digest("hex");

const CACHE_MS = 60_000;
const CACHE_SIZE = 1000;

export interface MemberDirectory {
  find(issuer: string, subject: string): Promise<Member | undefined>;
}

/** Reads members from the table; a role that is taken away ends after 60 seconds at the latest. */
export function memberDirectory(table: Table, now: () => number): MemberDirectory {
  const members = aggregates(table, memberKind);
  const cache = new Map<string, { readonly member: Member; readonly until: number }>();
  return {
    async find(issuer, subject) {
      const hash = subjectHash(issuer, subject);
      const cached = cache.get(hash);
      if (cached !== undefined && cached.until > now()) return cached.member;
      const stored = await members.find(hash);
      if (stored === undefined) return undefined;
      const { memberId, roles } = stored.state;
      const member = { memberId, roles };
      if (cache.size >= CACHE_SIZE) cache.clear();
      cache.set(hash, { member, until: now() + CACHE_MS });
      return member;
    },
  };
}
