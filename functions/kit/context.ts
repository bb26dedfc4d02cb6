import type { CommitContext } from "../../adapters/unit-of-work.ts";
import type { Language } from "./problem.ts";
import type { MemberRole } from "../../domain/identity/member.ts";

export type { MemberRole } from "../../domain/identity/member.ts";

export type Principal =
  | { readonly kind: "anyone" }
  /** A verified token, whether or not its holder is a member. */
  | { readonly kind: "account"; readonly subjectHash: string }
  | { readonly kind: "member"; readonly memberId: string; readonly roles: readonly MemberRole[] }
  | { readonly kind: "bank"; readonly bankId: string; readonly keyId: string }
  | { readonly kind: "platform"; readonly task: string };

/** What a use case knows of the call besides its input. */
export interface RequestContext extends CommitContext {
  readonly operation: string;
  readonly principal: Principal;
  readonly language: Language;
  /** A new prefixed ULID. */
  newId(prefix: string): string;
}

/** The actor as events and entries name it. */
export function actorOf(principal: Principal): string {
  switch (principal.kind) {
    case "anyone":
      return "anyone";
    case "account":
      return `account:${principal.subjectHash}`;
    case "member":
      return `member:${principal.memberId}`;
    case "bank":
      return `bank:${principal.bankId}`;
    case "platform":
      return `platform:${principal.task}`;
  }
}
