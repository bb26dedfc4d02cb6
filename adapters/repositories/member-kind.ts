import { MemberState } from "../../domain/identity/member.ts";
import { type AggregateKind, aggregates } from "../aggregates.ts";
import { keys } from "../table/keys.ts";
import type { Table } from "../table/table.ts";

/** Found by the hash of the token's issuer and subject; and by the id that others know. */
export const memberKind: AggregateKind<MemberState> = {
  type: "member",
  key: keys.member,
  schema: MemberState,
  idOf: (state) => state.subjectHash,
  indexes: ({ memberId }) => ({ gsi1pk: keys.memberNamed(memberId), gsi1sk: memberId }),
  scope: () => ({}),
};

/** A member by the id that others know. */
export async function findMember(table: Table, memberId: string): Promise<MemberState | undefined> {
  const { items } = await table.query({ index: "gsi1", pk: keys.memberNamed(memberId), limit: 1 });
  const [item] = items;
  if (item === undefined) return undefined;
  return (await aggregates(table, memberKind).find(keys.idOf(item.pk)))?.state;
}
