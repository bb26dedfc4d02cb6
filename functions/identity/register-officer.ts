import { aggregates } from "../../adapters/aggregates.ts";
import { memberKind } from "../../adapters/repositories/member-kind.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { appointOfficer } from "../../domain/identity/appoint-officer.ts";
import { notFound } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";
import { subjectHash } from "../kit/members.ts";
import type { OperatorTaskOf } from "../kit/task.ts";
import type { registerOfficer as contract } from "./contracts.ts";

export const registerOfficer = ({ table, units }: Kit): OperatorTaskOf<typeof contract> => {
  const members = aggregates(table, memberKind);

  return async ({ issuer, subject, ...post }, context) => {
    if ((await units.pathOf(post.unitId)) === undefined) throw notFound("unit", post.unitId);
    const hash = subjectHash(issuer, subject);
    const known = await members.find(hash);
    const member = known?.state ?? { subjectHash: hash, memberId: context.newId("mem"), roles: [] };
    const appointed = appointOfficer(member, post);
    const answer = { memberId: member.memberId, changed: appointed !== undefined };
    if (appointed === undefined) return answer;
    const changes =
      known === undefined
        ? members.create(appointed.member, appointed.event, context)
        : members.change(known, appointed.member, appointed.event, context);
    return commitCommand(table, context, changes, answer);
  };
};
