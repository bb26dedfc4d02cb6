import { aggregates } from "../../adapters/aggregates.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { memberKind } from "../../adapters/repositories/member-kind.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { appointToInstitution, dutiesIn } from "../../domain/identity/member.ts";
import { MemberId } from "../../domain/shared/ids.ts";
import { memberOf, notFound, requireMatter } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { subjectHash } from "../kit/members.ts";
import { Refused } from "../kit/problem.ts";
import type { appointMember as contract } from "./contracts.ts";

export const appointMember = ({ table, units }: Kit): UseCaseOf<typeof contract> => {
  const institutions = aggregates(table, institutionKind);
  const members = aggregates(table, memberKind);

  return async ({ path: { institutionId }, body }, context) => {
    const institution = await institutions.find(institutionId);
    if (institution === undefined) throw notFound("institution", institutionId);
    await requireMatter(context, units, institution.state, ["institutions"]);

    const hash = subjectHash(body.issuer, body.subject);
    const known = await members.find(hash);
    const member = known?.state ?? {
      subjectHash: hash,
      memberId: context.newId("mem"),
      roles: [],
    };
    const memberId = MemberId.parse(member.memberId);
    if (memberId === memberOf(context).memberId) throw new Refused("member.appoints-self");
    const change = appointToInstitution(member, institutionId, body.duties);
    const answer = { memberId, duties: [...dutiesIn(change?.member ?? member, institutionId)] };
    if (change === undefined) return commitCommand(table, context, [], answer);
    const changes =
      known === undefined
        ? members.create(change.member, change.event, context)
        : members.change(known, change.member, change.event, context);
    return commitCommand(table, context, changes, answer);
  };
};
