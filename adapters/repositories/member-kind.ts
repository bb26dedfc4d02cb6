import { MemberState } from "../../domain/identity/member.ts";
import type { AggregateKind } from "../aggregates.ts";
import { keys } from "../table/keys.ts";

/** Found by the hash of the token's issuer and subject. */
export const memberKind: AggregateKind<MemberState> = {
  type: "member",
  key: keys.member,
  schema: MemberState,
  idOf: (state) => state.subjectHash,
  scope: () => ({}),
};
