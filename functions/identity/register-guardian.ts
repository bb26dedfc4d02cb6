import { aggregates } from "../../adapters/aggregates.ts";
import { memberKind } from "../../adapters/repositories/member-kind.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { registerAsGuardian } from "../../domain/identity/member.ts";
import { MemberId } from "../../domain/shared/ids.ts";
import { accountOf } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";
import { DoneBefore, type UseCaseOf } from "../kit/http.ts";
import type { registerGuardian as contract } from "./contracts.ts";

export const registerGuardian = ({ table }: Kit): UseCaseOf<typeof contract> => {
  const members = aggregates(table, memberKind);

  return async (_input, context) => {
    const hash = accountOf(context);
    const known = await members.find(hash);
    const member = known?.state ?? {
      subjectHash: hash,
      memberId: context.newId("mem"),
      roles: [],
    };
    const answer = { memberId: MemberId.parse(member.memberId) };
    const change = registerAsGuardian(member);
    if (change === undefined) return new DoneBefore(answer);
    const changes =
      known === undefined
        ? members.create(change.member, change.event, context)
        : members.change(known, change.member, change.event, context);
    return commitCommand(table, context, changes, answer);
  };
};
